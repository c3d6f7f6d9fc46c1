package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ModelProviderFactory;
import dev.pointsman.api.provider.ProviderSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the behaviours of the contract work with: the provider under test, its dialect's traffic, a vendor, the real egress. */
public final class Bench implements AutoCloseable {

    private static final String BODY = "{ \"model\":\"model-a\", \"stream\":true,\t\"max_tokens\":16.0e0,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Say hell\\u006f\"}] }\n";

    private final ModelProviderFactory factory;
    private final Function<URI, Map<String, Object>> settings;
    private final Traffic traffic;
    private final ContractHost host = new ContractHost();
    private final FakeVendor fake = FakeVendor.start();

    Bench(ModelProviderFactory factory, Traffic traffic, Function<URI, Map<String, Object>> settings) {
        this.factory = factory;
        this.traffic = traffic;
        this.settings = settings;
    }

    Traffic traffic() {
        return traffic;
    }

    FakeVendor fake() {
        return fake;
    }

    /** A provider of this vendor. */
    ModelProvider provider(URI vendor) {
        return provider(settings.apply(vendor));
    }

    ModelProvider provider(Map<String, Object> values) {
        return factory.create(new ProviderSettings("contract", factory.type(), values), host);
    }

    Map<String, Object> settings(URI vendor) {
        return settings.apply(vendor);
    }

    ModelRequest request(boolean streaming) {
        return ModelRequest.of("model-a", traffic.dialect(), streaming, Payload.ofUtf8(BODY));
    }

    /** The context of a call with the contract's secret. */
    static CallContext withCredential() {
        Credential credential = Credential.of("contract/one", Secret.of(ContractHost.SECRET));
        return new CallContext() {
            @Override
            public Optional<Credential> credential() {
                return Optional.of(credential);
            }
        };
    }

    ModelResponse call(URI vendor, boolean streaming) {
        return provider(vendor).call(request(streaming), withCredential());
    }

    ModelResponse stream(FaultyVendor vendor) {
        return call(vendor.uri(), true);
    }

    /** These frames as the dialect's vendor streams them. */
    Body body(List<Frame> frames) {
        return traffic.wire().body(frames);
    }

    /** A whole streamed answer with these pieces of content. */
    Body stream(String... pieces) {
        return body(traffic.stream(pieces));
    }

    /** Every frame of the fake vendor's answer of these frames. */
    List<Frame> frames(List<Frame> sent) {
        return frames(body(sent));
    }

    /** Every frame of the fake vendor's streamed answer. */
    List<Frame> frames(Body body) {
        fake.streams(body);
        return frames(call(fake.uri(), true));
    }

    static List<Frame> frames(ModelResponse response) {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    /** How the fake vendor's answer of this status fails. */
    ProviderException failureOf(int status, Map<String, String> headers, String body) {
        fake.answers(status, "application/json", headers, body);
        return failure(call(fake.uri(), false));
    }

    ProviderFailure failureOf(int status) {
        return failureOf(status, Map.of(), traffic.errorBody().apply("no")).failure();
    }

    /** Reads until it fails; an answer that ends instead is an assertion that fails. */
    static ProviderException failure(ModelResponse response) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> frames(response));
        assertThat(failure).as("the answer must fail").isNotNull();
        return failure;
    }

    @Override
    public void close() {
        fake.close();
        host.close();
    }
}
