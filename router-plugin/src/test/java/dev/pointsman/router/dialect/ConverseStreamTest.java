package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.CONVERSE;
import static dev.pointsman.router.dialect.Spokes.GENERATE;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** ConverseStream's events, told to clients of other dialects. */
class ConverseStreamTest {

    private static final Frame START = frame("messageStart", "{'role':'assistant','p':'ab'}");
    private static final Frame COUNTS = frame(
            "metadata", "{'usage':{'inputTokens':7,'outputTokens':3,'totalTokens':10},'metrics':{'latencyMs':5}}");

    @Test
    void thoughtsTextAndCallsComeInTheirOrderAndTheirCountsAfterTheEnd() {
        List<Frame> said = told(
                MESSAGES,
                START,
                frame("contentBlockDelta", "{'delta':{'reasoningContent':{'text':'Hm'}},'contentBlockIndex':0}"),
                frame("contentBlockDelta", "{'delta':{'reasoningContent':{'signature':'sig'}},'contentBlockIndex':0}"),
                frame("contentBlockStop", "{'contentBlockIndex':0}"),
                frame("contentBlockDelta", "{'delta':{'text':'Look'},'contentBlockIndex':1}"),
                frame("contentBlockStop", "{'contentBlockIndex':1}"),
                frame("contentBlockStart", "{'start':{'toolUse':{'toolUseId':'t1','name':'f'}},'contentBlockIndex':2}"),
                frame("contentBlockDelta", "{'delta':{'toolUse':{'input':'{\\\"a\\\":'}},'contentBlockIndex':2}"),
                frame("contentBlockDelta", "{'delta':{'toolUse':{'input':'1}'}},'contentBlockIndex':2}"),
                frame("contentBlockStop", "{'contentBlockIndex':2}"),
                frame("contentBlockStart", "{'start':{'toolUse':{'toolUseId':'t2','name':'g'}},'contentBlockIndex':3}"),
                frame("contentBlockStop", "{'contentBlockIndex':3}"),
                frame("messageStop", "{'stopReason':'tool_use'}"),
                COUNTS);

        MessagesGrammar.check(said);
        Assembled message = Assembled.of(Dialect.ANTHROPIC_MESSAGES, said);
        assertThat(message.reasoning()).isEqualTo("Hm");
        assertThat(message.text()).isEqualTo("Look");
        assertThat(message.calls()).containsExactly("f{\"a\":1}", "g{}");
        assertThat(message.finish()).isEqualTo("tools");
        assertThat(message.input()).isEqualTo(7);
        assertThat(text(said)).contains(new Signature("sig", null).marked(Spokes.PROVIDER));
    }

    @Test
    void aSignatureGoesBackToItsIssuerAndToNobodyElse() {
        String signed = new Signature("sig", null).marked("v");
        String body = "{'max_tokens':9,'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'Hm','signature':'" + signed + "'},"
                + "{'type':'redacted_thinking','data':'" + new Signature("c2VjcmV0", null).marked("v") + "'},"
                + "{'type':'text','text':'A'}]},{'role':'user','content':'And?'}]}";

        Translated issuer = Translated.request(MESSAGES, CONVERSE, body, ModelTarget.of("v", "anthropic.claude-x"));
        Translated other = Translated.request(MESSAGES, CONVERSE, body, ModelTarget.of("w", "anthropic.claude-x"));

        assertThat(issuer.at("/messages/1/content/0/reasoningContent/reasoningText/signature")
                        .asText())
                .isEqualTo("sig");
        assertThat(issuer.at("/messages/1/content/1/reasoningContent/redactedContent")
                        .asText())
                .isEqualTo("c2VjcmV0");
        assertThat(other.at("/messages/1/content")).hasSize(1);
        assertThat(other.lost()).containsExactly("$.messages[1].content[0]", "$.messages[1].content[1]");
    }

    @Test
    void callsThatAwsAnswersItselfAreNoneOfTheClients() {
        List<Frame> said = told(
                CHAT,
                START,
                frame(
                        "contentBlockStart",
                        "{'start':{'toolUse':{'toolUseId':'t','name':'nova_grounding','type':'server_tool_use'}},'contentBlockIndex':0}"),
                frame("contentBlockDelta", "{'delta':{'toolUse':{'input':'{}'}},'contentBlockIndex':0}"),
                frame("contentBlockStop", "{'contentBlockIndex':0}"),
                frame("contentBlockDelta", "{'delta':{'text':'Found'},'contentBlockIndex':1}"),
                frame("messageStop", "{'stopReason':'end_turn'}"),
                COUNTS);

        assertThat(text(said)).contains("Found").doesNotContain("nova_grounding");
    }

    @Test
    void aGuardrailsWordIsARefusal() {
        List<Frame> said = told(
                CHAT,
                START,
                frame("contentBlockDelta", "{'delta':{'text':'Not this.'},'contentBlockIndex':0}"),
                frame("messageStop", "{'stopReason':'guardrail_intervened'}"),
                COUNTS);

        assertThat(text(said)).contains("\"finish_reason\":\"content_filter\"");
    }

    @Test
    void anExceptionInTheMiddleIsNoEnd() {
        AnswerReader reader = reader(CHAT);
        Queue<Frame> out = new ArrayDeque<>();
        reader.read(START, out);
        reader.read(frame("contentBlockDelta", "{'delta':{'text':'A'},'contentBlockIndex':0}"), out);

        assertThat(Translated.failure(
                        () -> reader.read(frame("modelStreamErrorException", "{'message':'it broke'}"), out)))
                .isInstanceOf(ProviderFailure.Overloaded.class);
        assertThat(Translated.failure(() -> reader.read(frame("throttlingException", "{'message':'slow'}"), out)))
                .isInstanceOf(ProviderFailure.RateLimited.class);
    }

    @Test
    void aStreamWithoutItsReasonIsCutAndOneWithoutCountsIsNot() {
        AnswerReader cut = reader(CHAT);
        Queue<Frame> out = new ArrayDeque<>();
        cut.read(frame("contentBlockDelta", "{'delta':{'text':'A'},'contentBlockIndex':0}"), out);
        assertThat(Translated.failure(() -> cut.end(out))).isInstanceOf(ProviderFailure.Malformed.class);

        cut.read(frame("messageStop", "{'stopReason':'end_turn'}"), out);
        cut.end(out);
        assertThat(text(List.copyOf(out))).contains("\"finish_reason\":\"stop\"");
    }

    /** However AWS cuts text and arguments, the client puts the same together again. */
    @Property(tries = 200)
    void piecesMakeTheSameTextAndArguments(
            @ForAll @NotEmpty @Size(max = 20) List<@StringLength(max = 8) String> texts,
            @ForAll @Size(max = 20) List<Integer> cuts) {
        String json = "{\"river\":\"Elbe\",\"n\":[1,2,3]}";
        List<Frame> frames = new ArrayList<>(List.of(START));
        texts.forEach(text -> frames.add(delta(0, TreeJson.object().put("text", text))));
        frames.add(frame("contentBlockStop", "{'contentBlockIndex':0}"));
        frames.add(
                frame("contentBlockStart", "{'start':{'toolUse':{'toolUseId':'t','name':'f'}},'contentBlockIndex':1}"));
        int from = 0;
        for (int cut : cuts) {
            int to = from + Math.floorMod(cut, json.length() - from + 1);
            frames.add(input(json.substring(from, to)));
            from = to;
        }
        frames.add(input(json.substring(from)));
        frames.add(frame("contentBlockStop", "{'contentBlockIndex':1}"));
        frames.add(frame("messageStop", "{'stopReason':'tool_use'}"));
        frames.add(COUNTS);

        Assembled source = AssembledConverse.of(frames).withModel(Spokes.MODEL);
        for (ClientSpoke client : Spokes.CLIENTS) {
            if (client != GENERATE) {
                Assembled told = Assembled.of(client.dialect(), told(client, frames.toArray(Frame[]::new)));
                assertThat(told).isEqualTo(source);
            }
        }
    }

    private static Frame input(String piece) {
        var delta = TreeJson.object();
        delta.putObject("toolUse").put("input", piece);
        return delta(1, delta);
    }

    private static Frame delta(int index, JsonNode delta) {
        var event = TreeJson.object();
        event.set("delta", delta);
        return new Frame("contentBlockDelta", TreeJson.payload(event.put("contentBlockIndex", index)));
    }

    private static List<Frame> told(ClientSpoke client, Frame... frames) {
        Queue<Frame> out = new ArrayDeque<>();
        TranslatedStream stream = new TranslatedStream(CONVERSE, client, Spokes.terms());
        for (Frame frame : frames) {
            stream.read(frame, out);
        }
        stream.end(out);
        return List.copyOf(out);
    }

    private static AnswerReader reader(ClientSpoke client) {
        ModelRequest request = ModelRequest.of(
                "auto",
                client.dialect(),
                true,
                Payload.ofUtf8("{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
        return Translation.of(client, CONVERSE, Spokes.CLOCK)
                .translate(request, Spokes.target(CONVERSE))
                .answer();
    }

    private static String text(List<Frame> frames) {
        return String.join(
                "\n", frames.stream().map(frame -> frame.payload().utf8()).toList());
    }

    private static Frame frame(String name, String json) {
        return new Frame(name, Payload.ofUtf8(Translated.quoted(json)));
    }
}
