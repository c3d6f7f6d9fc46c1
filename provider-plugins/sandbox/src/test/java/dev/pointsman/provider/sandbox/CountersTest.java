package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** Reads the counters as a stranger does: through JMX and with JDK types alone. */
class CountersTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String HELLO = Sandbox.saying("hello");

    @Test
    void countsRequestsAnswersAndFailuresOfEachVendor() throws Exception {
        try (ModelProvider provider = provider(new SandboxFactory(), "counted")) {
            // When
            ask(provider, "cheap");
            ask(provider, "cheap");
            assertThatThrownBy(() -> ask(provider, "dead")).hasMessage("unreachable");
            Sandbox.call(provider, "fast", true, HELLO).close();

            // Then
            assertThat(counts("name=counted", "cheap"))
                    .isEqualTo(Map.of("requests", 2L, "answers", 2L, "failures", 0L));
            assertThat(counts("name=counted", "dead")).isEqualTo(Map.of("requests", 1L, "answers", 0L, "failures", 1L));
            assertThat(counts("name=counted", "fast")).isEqualTo(Map.of("requests", 0L, "answers", 0L, "failures", 0L));
        }
    }

    @Test
    void doesNotCountACancelledCallAsAFailure() throws Exception {
        try (ModelProvider provider = provider(new SandboxFactory(), "left")) {
            // When
            ModelResponse response = Sandbox.call(provider, "cheap", true, HELLO);
            response.next();
            response.close();
            assertThatThrownBy(response::next).hasMessage("cancelled");

            // Then
            assertThat(counts("name=left", "cheap")).isEqualTo(Map.of("requests", 1L, "answers", 0L, "failures", 0L));
        }
    }

    @Test
    void countsAnAnswerOnceItsLastFrameIsRead() throws Exception {
        try (ModelProvider provider = provider(new SandboxFactory(), "last")) {
            // When: a reader of a whole answer need not ask for more than its one frame
            ModelResponse response = Sandbox.call(provider, "cheap", false, HELLO);
            response.next();
            response.close();

            // Then
            assertThat(counts("name=last", "cheap")).isEqualTo(Map.of("requests", 1L, "answers", 1L, "failures", 0L));
        }
    }

    @Test
    void keepsCountingOverAReload() throws Exception {
        // Given
        SandboxFactory factory = new SandboxFactory();
        ModelProvider old = provider(factory, "reloaded");
        ask(old, "cheap");

        // When
        try (ModelProvider fresh = provider(factory, "reloaded")) {
            old.close();
            old.close();
            ask(fresh, "cheap");

            // Then
            assertThat(counts("name=reloaded", "cheap")).containsEntry("requests", 2L);
        }
        assertThat(SERVER.isRegistered(name("name=reloaded"))).isFalse();
    }

    @Test
    void standsBesideAnotherCopyOfThePlugin() throws Exception {
        try (ModelProvider first = provider(new SandboxFactory(), "twice");
                ModelProvider second = provider(new SandboxFactory(), "twice")) {
            // When
            ask(second, "cheap");

            // Then
            assertThat(counts("name=twice", "cheap")).containsEntry("requests", 0L);
            assertThat(counts("name=twice,instance=2", "cheap")).containsEntry("requests", 1L);
            assertThat(first.models(CallContext.ANONYMOUS)).isNotEmpty();
        }
        assertThat(SERVER.queryNames(name("name=twice,*"), null)).isEmpty();
    }

    @Test
    void takesNamesThatJmxWouldMisread() throws Exception {
        try (ModelProvider provider = provider(new SandboxFactory(), "a=b,c*")) {
            ask(provider, "cheap");

            assertThat(counts("name=" + ObjectName.quote("a=b,c*"), "cheap")).containsEntry("requests", 1L);
        }
    }

    private static ModelProvider provider(SandboxFactory factory, String name) {
        return factory.create(new ProviderSettings(name, "sandbox", Map.of("speed", "instant")), HostContext.none());
    }

    private static void ask(ModelProvider provider, String vendor) {
        try (ModelResponse response = Sandbox.call(provider, vendor, false, HELLO)) {
            Sandbox.read(response);
        }
    }

    private static Map<String, Object> counts(String key, String vendor) throws Exception {
        TabularData vendors = (TabularData) SERVER.getAttribute(name(key), "Vendors");
        CompositeData counts =
                (CompositeData) vendors.get(new Object[] {vendor}).get("value");
        return Map.of(
                "requests",
                counts.get("requests"),
                "answers",
                counts.get("answers"),
                "failures",
                counts.get("failures"));
    }

    private static ObjectName name(String key) throws Exception {
        return new ObjectName("dev.pointsman.sandbox:type=Sandbox," + key);
    }
}
