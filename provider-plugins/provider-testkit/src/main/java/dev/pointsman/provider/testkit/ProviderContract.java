package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelProviderFactory;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every provider promises, over real sockets and the real egress. An implementation's test is its constructor. The
 * behaviours stand by topic in four interfaces; each is one test, and its method's name is its name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LackingBehaviours.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProviderContract
        implements AnswerBehaviours, CancelBehaviours, FailureBehaviours, DiscretionBehaviours {

    private final ModelProviderFactory factory;
    private final Traffic traffic;
    private @Nullable Bench bench;

    protected ProviderContract(ModelProviderFactory factory, Traffic traffic) {
        this.factory = factory;
        this.traffic = traffic;
    }

    /** The settings of a provider at this vendor, as an operator would write them. */
    protected Map<String, Object> settings(URI vendor) {
        return Map.of(
                "type",
                factory.type(),
                "baseUrl",
                vendor + "/v1",
                "credential",
                ContractHost.REFERENCE,
                "locality",
                "local");
    }

    /** Behaviours that this provider cannot have, by the name of their method, each with its reason. */
    protected Map<String, String> lacking() {
        return Map.of();
    }

    @Override
    public final Bench bench() {
        return Objects.requireNonNull(bench, "the bench is there while tests run");
    }

    @BeforeAll
    void openBench() {
        bench = new Bench(factory, traffic, this::settings);
    }

    @AfterAll
    void closeBench() {
        bench().close();
    }

    @Test
    void namesAsLackingOnlyWhatTheContractHas() {
        assertThat(Arrays.stream(ProviderContract.class.getMethods()).map(Method::getName))
                .containsAll(lacking().keySet());
    }
}
