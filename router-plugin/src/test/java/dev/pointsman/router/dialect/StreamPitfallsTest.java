package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderFailure;
import org.junit.jupiter.api.Test;

/** One test per known pitfall of translating streams between chat completions and Anthropic messages. */
class StreamPitfallsTest {

    private static final String START =
            "{'type':'message_start','message':{'id':'m1','type':'message','role':'assistant',"
                    + "'model':'claude','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':10,"
                    + "'cache_read_input_tokens':4,'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'}";

    /** An Anthropic client, a vendor of chat completions. */
    private static Translated messagesClient(String more) {
        return Translated.request(
                MESSAGES,
                CHAT,
                "{'model':'auto','max_tokens':4000,'stream':true," + more
                        + "'messages':[{'role':'user','content':'Hi'}]}");
    }

    /** A chat client, an Anthropic vendor. */
    private static Translated chatClient(String more) {
        return Translated.request(
                CHAT,
                MESSAGES,
                "{'model':'auto','stream':true," + more + "'messages':[{'role':'user','content':'Hi'}]}");
    }

    private static String chunk(String delta) {
        return chunk(delta, "null");
    }

    private static String chunk(String delta, String finish) {
        return "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'gpt','choices':[{'index':0,'delta':{"
                + delta + "},'finish_reason':" + finish + "}]}";
    }

    private static String piece(String members) {
        return chunk("'tool_calls':[{" + members + "}]");
    }

    private static String messageDelta(String stopReason) {
        return "{'type':'message_delta','delta':{'stop_reason':'" + stopReason
                + "','stop_sequence':null},'usage':{'output_tokens':7}}";
    }

    private static Assembled assembled(Translated call, Dialect dialect) {
        if (dialect.equals(Dialect.ANTHROPIC_MESSAGES)) {
            MessagesGrammar.check(call.frames());
        }
        return Assembled.of(dialect, call.frames());
    }

    @Test
    void row08AWholeToolCallInOneChunkIsStartedWrittenAndStopped() {
        var call = messagesClient("")
                .answers(
                        piece("'id':'a','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1}'}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]");
        assertThat(assembled(call, Dialect.ANTHROPIC_MESSAGES).calls()).containsExactly("f{\"x\":1}");
        assertThat(call.said()).anyMatch(json -> json.contains("input_json_delta"));
    }

    @Test
    void row08TheInputOfABlocksStartIsNotLost() {
        var call = chatClient("")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'a','name':'f','input':{'x':1}}}",
                        "{'type':'content_block_stop','index':0}",
                        messageDelta("tool_use"),
                        STOP);
        assertThat(assembled(call, Dialect.OPENAI_CHAT).calls()).containsExactly("f{\"x\":1}");
    }

    @Test
    void row10CallsWithoutAnIndexAreToldApart() {
        var call = messagesClient("")
                .answers(
                        piece("'id':'aaaaaaaaa','function':{'name':'f','arguments':'{}'}"),
                        piece("'id':'bbbbbbbbb','function':{'name':'g','arguments':'{}'}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]");
        assertThat(assembled(call, Dialect.ANTHROPIC_MESSAGES).calls()).containsExactly("f{}", "g{}");
    }

    @Test
    void row10CallsThatAllHaveIndexZeroAreToldApart() {
        var call = messagesClient("")
                .answers(
                        piece("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}"),
                        piece("'index':0,'id':'b','function':{'name':'f','arguments':'{}'}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]");
        assertThat(assembled(call, Dialect.ANTHROPIC_MESSAGES).calls()).containsExactly("f{}", "f{}");
    }

    @Test
    void row10PiecesOfTwoCallsMixedUpBecomeTwoBlocksOneAfterTheOther() {
        var call = messagesClient("")
                .answers(
                        piece("'index':0,'id':'a','function':{'name':'f','arguments':'{\\\"x\\\":'}"),
                        piece("'index':1,'id':'b','function':{'name':'g','arguments':'{\\\"y\\\":'}"),
                        piece("'index':0,'function':{'arguments':'1}'}"),
                        piece("'index':1,'function':{'arguments':'2}'}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]");
        assertThat(assembled(call, Dialect.ANTHROPIC_MESSAGES).calls()).containsExactly("f{\"x\":1}", "g{\"y\":2}");
    }

    @Test
    void row10TextAndToolCallInOneChunkAreBothWrittenTextFirst() {
        var call = messagesClient("")
                .answers(
                        chunk(
                                "'content':'Wait','tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}]",
                                "'tool_calls'"),
                        "[DONE]");
        Assembled said = assembled(call, Dialect.ANTHROPIC_MESSAGES);
        assertThat(said.text()).isEqualTo("Wait");
        assertThat(said.calls()).containsExactly("f{}");
    }

    @Test
    void row11AStopAfterToolCallsBecomesToolUseAndALimitStaysALimit() {
        var stopped = messagesClient("")
                .answers(
                        piece("'index':0,'id':'a','function':{'name':'f','arguments':'{}'}"),
                        chunk("", "'stop'"),
                        "[DONE]");
        assertThat(stopped.said()).anyMatch(json -> json.contains("\"stop_reason\":\"tool_use\""));
        var cut = messagesClient("")
                .answers(
                        piece("'index':0,'id':'a','function':{'name':'f','arguments':'{'}"),
                        chunk("", "'length'"),
                        "[DONE]");
        assertThat(cut.said()).anyMatch(json -> json.contains("\"stop_reason\":\"max_tokens\""));
    }

    @Test
    void row17AThinkingBlockEndsWithItsSignatureMarkedWithItsIssuer() {
        var call = chatClient("'max_tokens':4000,'reasoning_effort':'low',")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'Hm'}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'SIG'}}",
                        "{'type':'content_block_stop','index':0}",
                        "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                        "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Yes'}}",
                        "{'type':'content_block_stop','index':1}",
                        messageDelta("end_turn"),
                        STOP);
        Assembled said = assembled(call, Dialect.OPENAI_CHAT);
        assertThat(said.reasoning()).isEqualTo("Hm");
        assertThat(said.text()).isEqualTo("Yes");
        String marked = new Signature("SIG", Spokes.PROVIDER).written();
        assertThat(call.said()).anyMatch(json -> json.contains("\"signature\":\"" + marked + "\""));
    }

    @Test
    void row18ASignatureOnAStreamedCallIsNotLost() {
        var call = messagesClient("'thinking':{'type':'enabled','budget_tokens':2000},")
                .answers(
                        piece("'index':0,'id':'a','function':{'name':'f','arguments':'{}'},"
                                + "'extra_content':{'google':{'thought_signature':'c2ln'}}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]")
                .ends();

        String marked = new Signature("c0~c2ln", Spokes.PROVIDER).written();
        assertThat(call.said()).anyMatch(json -> json.contains("redacted_thinking") && json.contains(marked));
        assertThat(call.said()).anyMatch(json -> json.contains("tool_use"));
    }

    @Test
    void row21EveryVendorsNameForReasoningBecomesAThinkingBlock() {
        for (String name : new String[] {
            "'reasoning_content':'Hm'",
            "'reasoning':'Hm'",
            "'reasoning_details':[{'type':'reasoning.text','text':'Hm'}],'reasoning':'Hm'",
            "'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm'}]}]"
        }) {
            var call = messagesClient("'thinking':{'type':'enabled','budget_tokens':1024},")
                    .answers(chunk(name), chunk("'content':'Yes'"), chunk("", "'stop'"), "[DONE]");
            Assembled said = assembled(call, Dialect.ANTHROPIC_MESSAGES);
            assertThat(said.reasoning()).isEqualTo("Hm");
            assertThat(said.text()).isEqualTo("Yes");
        }
    }

    @Test
    void row21ReasoningNobodyAskedForIsNotShownAndNotContent() {
        var call = messagesClient("").answers(chunk("'reasoning_content':'Hm'"), chunk("'content':'Yes'"));
        assertThat(call.kinds()).containsExactly(FrameKind.PREAMBLE, FrameKind.CONTENT);
        assertThat(call.answers(chunk("", "'stop'"), "[DONE]").said()).noneMatch(json -> json.contains("Hm"));
        assertThat(call.answer().losses()).isNotEmpty();
    }

    @Test
    void row34UsageOnEveryChunkIsCumulative() {
        String usage = "{'id':'c1','model':'gpt','choices':[{'index':0,'delta':{'content':'a'},'finish_reason':%s}],"
                + "'usage':{'prompt_tokens':5,'completion_tokens':%d,'total_tokens':%d}}";
        var call = messagesClient("").answers(usage.formatted("null", 1, 6), usage.formatted("'stop'", 2, 7), "[DONE]");
        assertThat(call.answer().usage()).contains(Usage.of(5, 2));
        assertThat(assembled(call, Dialect.ANTHROPIC_MESSAGES).output()).isEqualTo(2);
    }

    @Test
    void row35UsageOfTheStartIsMergedWithTheEnd() {
        var call = chatClient("'stream_options':{'include_usage':true},")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Yes'}}",
                        "{'type':'content_block_stop','index':0}",
                        messageDelta("end_turn"),
                        STOP);
        assertThat(call.answer().usage()).contains(new Usage(14, 4, 0, 7, 0));
        JsonNode usage =
                TreeJson.answer(Payload.ofUtf8(call.said().get(call.said().size() - 2)));
        assertThat(usage.path("choices")).isEmpty();
        assertThat(usage.at("/usage/prompt_tokens").asInt()).isEqualTo(14);
    }

    @Test
    void row36UsageIsAskedOfTheVendorAndShownOnlyToAClientThatAsked() {
        assertThat(messagesClient("").at("/stream_options/include_usage").asBoolean())
                .isTrue();
        assertThat(chatClient("'stream_options':{'include_usage':true},").body().has("stream_options"))
                .isFalse();
        var call = chatClient("")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Yes'}}",
                        "{'type':'content_block_stop','index':0}",
                        messageDelta("end_turn"),
                        STOP);
        assertThat(call.said()).noneMatch(json -> json.contains("\"usage\""));
        assertThat(call.answer().usage()).isPresent();
    }

    @Test
    void row39TheFirstTextAfterThinkingIsNotLost() {
        var call = messagesClient("'thinking':{'type':'enabled','budget_tokens':1024},")
                .answers(
                        chunk("'reasoning_content':'Hm'"),
                        chunk("'reasoning_content':'!','content':'Y'"),
                        chunk("'content':'es'"),
                        chunk("", "'stop'"),
                        "[DONE]");
        Assembled said = assembled(call, Dialect.ANTHROPIC_MESSAGES);
        assertThat(said.text()).isEqualTo("Yes");
        assertThat(said.reasoning()).isEqualTo("Hm!");
    }

    @Test
    void row41PingsAndAChunkWithoutChoicesAreNoContent() {
        var azure = messagesClient("")
                .answers(
                        "{'id':'','object':'','model':'','created':0,'choices':[],'prompt_filter_results':[{'prompt_index':0}]}",
                        chunk("'role':'assistant','content':''"),
                        chunk("'content':'Yes'"),
                        chunk("", "'stop'"),
                        "[DONE]");
        assertThat(azure.kinds())
                .containsExactly(
                        FrameKind.PREAMBLE,
                        FrameKind.PREAMBLE,
                        FrameKind.CONTENT,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING);
        assertThat(assembled(azure, Dialect.ANTHROPIC_MESSAGES).model()).isEqualTo("gpt");
        var anthropic = chatClient("").answers(START, "{'type':'ping'}");
        assertThat(anthropic.kinds()).containsExactly(FrameKind.PREAMBLE, FrameKind.PREAMBLE);
        assertThat(anthropic.said()).hasSize(1);
    }

    @Test
    void row42OnlyChatEndsWithDone() {
        var chat = chatClient("")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Yes'}}",
                        "{'type':'content_block_stop','index':0}",
                        messageDelta("end_turn"),
                        STOP)
                .ends();
        assertThat(chat.said().getLast()).isEqualTo("[DONE]");
        assertThat(chat.said()).filteredOn(json -> json.equals("[DONE]")).hasSize(1);
        var messages = messagesClient("")
                .answers(chunk("'content':'Yes'"), chunk("", "'stop'"), "[DONE]")
                .ends();
        assertThat(messages.said()).noneMatch(json -> json.contains("DONE"));
    }

    @Test
    void row43AnErrorInsideAStreamIsAFailure() {
        var chat = messagesClient("").answers(chunk("'content':'Yes'"));
        assertThat(Translated.failure(() -> chat.answers("{'error':{'message':'x','code':503},'choices':[]}")))
                .isInstanceOf(ProviderFailure.Overloaded.class);
        var word = messagesClient("").answers(chunk("'content':'Yes'"));
        assertThat(Translated.failure(() -> word.answers(chunk("", "'error'"))))
                .isInstanceOf(ProviderFailure.Overloaded.class);
        var messages = chatClient("").answers(START);
        assertThat(Translated.failure(
                        () -> messages.answers("{'type':'error','error':{'type':'rate_limit_error','message':'x'}}")))
                .isInstanceOf(ProviderFailure.RateLimited.class);
    }

    @Test
    void row44AnEndWithoutAFinishReasonIsNeverAProperEnd() {
        var chat = messagesClient("").answers(chunk("'content':'Yes'"));
        assertThat(Translated.failure(chat::ends)).isInstanceOf(ProviderFailure.Malformed.class);
        var done = messagesClient("").answers(chunk("'content':'Yes'"));
        assertThat(Translated.failure(() -> done.answers("[DONE]"))).isInstanceOf(ProviderFailure.Malformed.class);
        var messages = chatClient("").answers(START);
        assertThat(Translated.failure(messages::ends)).isInstanceOf(ProviderFailure.Malformed.class);
        assertThat(messages.said()).noneMatch(json -> json.contains("DONE"));
    }

    @Test
    void row44AnthropicsStreamCutAfterItsFinishReasonIsCut() {
        var messages = chatClient("")
                .answers(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Yes'}}",
                        "{'type':'content_block_stop','index':0}",
                        messageDelta("end_turn"));
        assertThat(Translated.failure(messages::ends)).isInstanceOf(ProviderFailure.Malformed.class);
    }

    @Test
    void anAnswerThatSaysNothingIsEmptyUnlessALimitOrARefusalCutIt() {
        var empty = messagesClient("").answers(chunk("'role':'assistant','content':''"), chunk("", "'stop'"));
        assertThat(Translated.failure(empty::ends)).isInstanceOf(ProviderFailure.Empty.class);
        var refused = messagesClient("")
                .answers(chunk("", "'content_filter'"), "[DONE]")
                .ends();
        assertThat(assembled(refused, Dialect.ANTHROPIC_MESSAGES).finish()).isEqualTo("refused");
    }

    @Test
    void idsOfToolCallsFitAnAnthropicClient() {
        var call = messagesClient("")
                .answers(
                        piece("'index':0,'id':'functions.f:0','function':{'name':'f','arguments':'{}'}"),
                        chunk("", "'tool_calls'"),
                        "[DONE]");
        assertThat(call.said()).anyMatch(json -> json.contains("\"id\":\"" + ToolIds.narrow("functions.f:0") + "\""));
    }
}
