package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.CredentialReferences;
import dev.pointsman.host.doctor.Finding;
import dev.pointsman.host.doctor.PolicyChecks;
import dev.pointsman.host.doctor.production.Outcome.Flaw;
import java.util.List;
import java.util.Map;

/** Every credential that the policy refers to can be had by whoever runs this. */
record PresentCredentials() implements ProductionCheck {

    @Override
    public String id() {
        return "credentials-present";
    }

    @Override
    public Outcome look(Installation installation) {
        Map<String, Object> policy = installation.configuration().policy();
        List<Flaw> flaws = PolicyChecks.credentials(policy, installation.secrets()).stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .map(finding -> new Flaw(finding.subject(), finding.message(), finding.wayOut()))
                .toList();
        return Outcome.of(
                flaws,
                "credentials that can be had: "
                        + CredentialReferences.of(policy).size());
    }
}
