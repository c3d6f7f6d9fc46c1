package dev.pointsman.provider.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.provider.support.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks for the models of one Ollama ({@code /api/tags}), and of each for what it can do ({@code /api/show}). */
final class OllamaModels {

    /** Asking for each takes a request, and who has more models than this lists the wanted ones in the policy. */
    private static final int MOST_SHOWN = 200;

    private static final int MOST_MODELS = 10_000;

    private final Function<Function<Endpoint, OutboundRequest.Builder>, ModelResponse> asking;

    /** @param asking makes the call of a request that is made when it is to be sent */
    OllamaModels(Function<Function<Endpoint, OutboundRequest.Builder>, ModelResponse> asking) {
        this.asking = asking;
    }

    /** @throws ProviderException as a call does */
    List<ModelDescriptor> list() {
        List<ModelDescriptor> models = new ArrayList<>();
        for (String name : names()) {
            models.add(
                    models.size() < MOST_SHOWN
                            ? shown(name)
                            : ModelDescriptor.of(name).build());
        }
        return List.copyOf(models);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        byte[] json = ask(endpoint -> OutboundRequest.get(endpoint.resolve("/api/tags")));
        JsonWalk.object(json, "a model list", (member, value) -> {
            if (member.equals("models")) {
                JsonWalk.elements(value, model -> JsonWalk.members(model, (name, text) -> name(name, text, names)));
            }
        });
        return names;
    }

    private static void name(String member, JsonParser value, List<String> names) throws IOException {
        String name = member.equals("name") ? JsonWalk.text(value) : "";
        if (!name.isBlank() && name.length() <= 256 && names.size() < MOST_MODELS) {
            names.add(name);
        }
    }

    private ModelDescriptor shown(String name) {
        String body =
                "{\"model\":\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + "\"}";
        try {
            byte[] json = ask(endpoint -> OutboundRequest.post(endpoint.resolve("/api/show"), Payload.ofUtf8(body)));
            return OllamaModel.read(name, json);
        } catch (ProviderException e) {
            if (e.failure() instanceof ModelUnavailable || e.failure() instanceof InvalidRequest) {
                // Removed meanwhile, or of a form that this Ollama cannot show: listed all the same, without hints.
                return ModelDescriptor.of(name).build();
            }
            throw e;
        }
    }

    private byte[] ask(Function<Endpoint, OutboundRequest.Builder> request) {
        try (ModelResponse response =
                asking.apply(endpoint -> request.apply(endpoint).header("accept", "application/json"))) {
            Optional<Frame> body = response.next();
            return body.map(frame -> frame.payload().array())
                    .orElseThrow(() -> new ProviderException(new Malformed("an empty model list")));
        }
    }
}
