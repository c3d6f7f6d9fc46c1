package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.router.AutoProviderFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A router made from a policy file, to be asked what it would decide. */
final class Example implements AutoCloseable {

    private final ModelProvider router;

    private Example(ModelProvider router) {
        this.router = router;
    }

    /** The file of this module, read as the gateway reads it; it must be free of problems. */
    static Example of(String file) {
        return of(file, new LendingHost());
    }

    static Example of(String file, HostContext host) {
        Configuration configuration = Configuration.read(Path.of(file));
        assertThat(configuration.problems()).as(file).isEmpty();
        assertThat(configuration.notes()).as(file).isEmpty();
        return of(configuration.policy(), host);
    }

    static Example of(Map<String, Object> policy, HostContext host) {
        return new Example(new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host));
    }

    RoutingDecision decide(Ask ask) {
        return ((RouterControl) router).explain(ask.request(), ask.context());
    }

    /** Every name that may be asked for: profiles, aliases, {@code provider/model}. */
    List<String> names() {
        return router.models(CallContext.ANONYMOUS).stream()
                .map(ModelDescriptor::id)
                .toList();
    }

    @Override
    public void close() {
        router.close();
    }
}
