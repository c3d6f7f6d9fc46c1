package dev.pointsman.host.doctor.production;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No local endpoint answers whoever asks: each is called without a credential, for its list of models. */
record AuthenticatedLocalEndpoints(Duration patience) implements ProductionCheck {

    private static final Set<Integer> REFUSALS = Set.of(401, 403, 407);

    @Override
    public String id() {
        return "local-endpoints-authenticated";
    }

    @Override
    public Outcome look(Installation installation) {
        List<LocalEndpoint> endpoints =
                LocalEndpoint.of(installation.configuration().policy());
        if (endpoints.isEmpty()) {
            return Outcome.held("no endpoint is local");
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            for (LocalEndpoint endpoint : endpoints) {
                outcomes.add(
                        endpoint.list().isEmpty()
                                ? Outcome.unknown("where " + endpoint.name() + " is, is not written; write its baseUrl")
                                : call(client, endpoint, endpoint.list().get()));
            }
        }
        return Outcome.all(outcomes, "local endpoints that refuse a call without a credential: " + endpoints.size());
    }

    private Outcome call(HttpClient client, LocalEndpoint endpoint, URI list) {
        HttpRequest bare = HttpRequest.newBuilder(list).timeout(patience).build();
        try {
            int status = client.send(bare, BodyHandlers.discarding()).statusCode();
            if (REFUSALS.contains(status)) {
                return Outcome.held(endpoint.name());
            }
            return status < 400
                    ? Outcome.broken(
                            endpoint.path(),
                            "answers " + list + " without a credential, so everybody who reaches it can use it",
                            "start it with a key (vllm --api-key, llama-server --api-key) or put a proxy that asks for one"
                                    + " before it, then " + endpoint.path()
                                    + ".credential: \"${file:/run/secrets/local}\"")
                    : Outcome.unknown(
                            endpoint.name() + " answers " + status + ", which tells nothing of who may use it");
        } catch (IOException e) {
            return Outcome.unknown(endpoint.name() + " does not answer on " + list + "; start it, then run this again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.unknown("interrupted while calling " + endpoint.name());
        }
    }
}
