package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.ModelRequest;
import java.time.InstantSource;
import java.util.List;

/**
 * From one dialect to another and, for the answer, back. Stateless and thread-safe.
 *
 * <pre>{@code
 * OutgoingCall outgoing = Translation.of(chat, messages).translate(request, target);
 * }</pre>
 */
public final class Translation {

    /** Members that name state or tools of one vendor. */
    private static final List<String> STATE =
            List.of("previous_response_id", "conversation", "prompt", "mcp_servers", "cachedContent", "cached_content");

    private final ClientSpoke client;
    private final VendorSpoke vendor;
    private final InstantSource clock;

    private Translation(ClientSpoke client, VendorSpoke vendor, InstantSource clock) {
        this.client = client;
        this.vendor = vendor;
        this.clock = clock;
    }

    /** @param from the client's dialect, which the answer comes back in */
    public static Translation of(ClientSpoke from, VendorSpoke to) {
        return of(from, to, InstantSource.system());
    }

    /** @param clock for the time that some dialects' answers must carry */
    public static Translation of(ClientSpoke from, VendorSpoke to, InstantSource clock) {
        return new Translation(from, to, clock);
    }

    /**
     * The request for the vendor, what it lost, and the reader of the answer.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body has not the client's dialect's
     *     shape, or needs something that the vendor's dialect cannot offer (a vendor's own tool): its caller text names it. The
     *     same request may succeed with a provider of the client's dialect.
     */
    public OutgoingCall translate(ModelRequest request, ModelTarget target) {
        Conversation asked = Identified.of(client.requestReader().read(request));
        refuseState(asked);
        Conversation conversation = fitting(asked, target);
        Draft draft = new Draft(vendor.dialect(), target, request.streaming());
        vendor.requestWriter().write(VendorTools.leftOut(conversation, draft), draft);
        ModelRequest outgoing =
                ModelRequest.of(target.model(), vendor.dialect(), request.streaming(), TreeJson.payload(draft.body()));
        AnswerTerms terms = new AnswerTerms(
                target.provider(),
                target.model(),
                asksForReasoning(conversation.settings()),
                conversation.settings().isTrue(Parameter.STREAM_USAGE),
                clock);
        AnswerReader answer = request.streaming()
                ? new TranslatedStream(vendor, client, terms)
                : new TranslatedAnswer(vendor, client, terms);
        return new OutgoingCall(
                outgoing, edits(asked, conversation), draft.losses().list(), answer);
    }

    /** Agents ask for more output than a model gives, and a vendor that is asked for more refuses the whole request. */
    private static Conversation fitting(Conversation asked, ModelTarget target) {
        Settings settings = asked.settings();
        if (target.maxOutput() != null) {
            settings = settings.atMost(Parameter.MAX_OUTPUT, target.maxOutput());
        }
        if (target.outputCap() != null) {
            settings = settings.capped(Parameter.MAX_OUTPUT, target.outputCap());
        }
        return asked.withSettings(settings);
    }

    private static List<String> edits(Conversation asked, Conversation fitting) {
        return asked.settings()
                        .number(Parameter.MAX_OUTPUT)
                        .equals(fitting.settings().number(Parameter.MAX_OUTPUT))
                ? List.of()
                : fitting.settings()
                        .number(Parameter.MAX_OUTPUT)
                        .map(limit -> List.of("output limit: lowered to " + limit))
                        .orElse(List.of());
    }

    /** What only the vendor keeps, or runs, cannot be left out: the request would mean something else. */
    private static void refuseState(Conversation conversation) {
        for (String member : STATE) {
            boolean present = conversation
                    .source()
                    .extra(member)
                    .filter(value -> !value.isNull() && !(value.isContainerNode() && value.isEmpty()))
                    .isPresent();
            if (present) {
                throw TreeJson.invalid(member + ": its content lies at a vendor of "
                        + conversation.source().dialect()
                        + " and cannot go to another; send the whole conversation instead, or restrict the request to"
                        + " providers of that dialect.");
            }
        }
    }

    private static boolean asksForReasoning(Settings settings) {
        return settings.word(Parameter.REASONING_MODE)
                .map(mode -> !mode.equals("disabled"))
                .orElse(false);
    }
}
