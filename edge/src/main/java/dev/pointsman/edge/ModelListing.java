package dev.pointsman.edge;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The models a key may see: the router's own names to everyone, a vendor's models only to keys whose scope names them. That a
 * key allows everything does not mean that every client should be offered hundreds of models.
 */
final class ModelListing {

    private final ProviderDirectory directory;
    private final FailureTable failures;
    private final int bodyLimit;
    private final Instant since;

    /** @param since shown as the models' date of creation, which nobody knows */
    ModelListing(ProviderDirectory directory, FailureTable failures, int bodyLimit, Instant since) {
        this.directory = directory;
        this.failures = failures;
        this.bodyLimit = bodyLimit;
        this.since = since;
    }

    void all(Visit visit) throws ProblemException, IOException {
        byte[] body = visit.dialect().models().all(visible(visit), since);
        visit.reply().json(200, body, headers(visit));
    }

    /** For clients that want prices and routes too. */
    void catalog(Visit visit) throws ProblemException, IOException {
        visit.reply().json(200, CatalogBody.of(visible(visit)), headers(visit));
    }

    void one(Visit visit) throws ProblemException, IOException {
        one(visit.variable(), visit);
    }

    /** For clients that put the model into a body. */
    void shown(Visit visit) throws ProblemException, IOException {
        BodyFacts facts =
                visit.dialect().facts(visit.variable(), visit.exchange().body(bodyLimit));
        String model = facts.model();
        if (model == null) {
            throw new ProblemException(
                    Problem.invalid("missing_model", "The request names no model to be shown.", "model"));
        }
        one(model, visit);
    }

    private void one(String id, Visit visit) throws ProblemException, IOException {
        Optional<ModelDescriptor> found =
                visible(visit).stream().filter(model -> model.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.unknownModel());
        }
        visit.reply().json(200, visit.dialect().models().one(found.get(), since), headers(visit));
    }

    private List<ModelDescriptor> visible(Visit visit) throws ProblemException {
        Bounds bounds = visit.key().bounds();
        Set<String> named = new TreeSet<>(bounds.models());
        named.remove("*");
        CallContext context =
                CallerFacts.read(visit.exchange(), visit.key(), visit.reply().requestId());
        try {
            return ModelCall.router(directory).models(context).stream()
                    .filter(model -> model.id().indexOf('/') < 0 || Globs.anyMatches(named, model.id()))
                    .toList();
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        }
    }

    private static Map<String, String> headers(Visit visit) {
        return visit.dialect().answerHeaders(visit.reply().requestId());
    }
}
