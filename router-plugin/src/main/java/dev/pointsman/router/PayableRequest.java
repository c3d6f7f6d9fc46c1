package dev.pointsman.router;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.router.dialect.BillableReach;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import dev.pointsman.router.money.RequestSize;
import dev.pointsman.router.workload.TokenEstimate;
import java.util.Collections;
import java.util.Set;

/** A request as far as its price goes. */
final class PayableRequest {

    /** What lies at the vendor and is read with the request, however long it is. */
    private static final Set<String> STORED =
            Set.of(Pins.PREVIOUS_RESPONSE_ID, Pins.STORED_PROMPT, Pins.FILE_ID, Pins.AUDIO_ID, Pins.CONTAINER_ID);

    private PayableRequest() {}

    static RequestSize size(Dialects dialects, ModelRequest request, RequestFacts facts, RequestFeatures features) {
        BillableReach reach = dialects.reach(request);
        return new RequestSize(
                request.payload().size(),
                facts.imageCount(),
                reach.answers(),
                reach.hostedTools() || !Collections.disjoint(facts.pins(), STORED),
                !request.dialect().equals(Dialect.OPENAI_EMBEDDINGS),
                features.maxOutputTokens(),
                () -> counted(dialects, request));
    }

    /** The body's bytes where nobody can take it apart: no tokenizer makes more of them. */
    private static long counted(Dialects dialects, ModelRequest request) {
        try {
            return dialects.conversation(request)
                    .map(conversation -> (long) TokenEstimate.of(conversation).inputTokens())
                    .orElse((long) request.payload().size());
        } catch (ProviderException e) {
            return request.payload().size();
        }
    }
}
