package dev.pointsman.router.credentials;

import dev.pointsman.api.failure.Blame;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator, and nobody else, that a vendor did not take a credential. */
public final class CredentialAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialAlarm.class);

    private CredentialAlarm() {}

    /** Logs what its owner must look after; a vendor's other failures are no credential's fault. */
    public static void failed(PooledCredential credential, ProviderFailure failure) {
        if (failure.retry() == Retry.OTHER_CREDENTIAL && failure.blame() == Blame.OPERATOR) {
            LOG.atWarn()
                    .addKeyValue("provider", credential.provider())
                    .addKeyValue("credential", credential.name())
                    .addKeyValue("owner", credential.owner())
                    .addKeyValue("source", credential.config().source())
                    .addKeyValue("reason", failure.code())
                    .log(
                            "a vendor did not take a credential; it rests, and is tried again at once when its value changes");
        }
    }
}
