package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static dev.pointsman.router.dialect.Spokes.OLLAMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderFailure;
import org.junit.jupiter.api.Test;

/** One test per known pitfall of translating Ollama's chat. */
class OllamaPitfallsTest {

    @Test
    void row06CallsWithoutAnIdGetOneThatTheirResultsShare() {
        var messages = Translated.request(
                OLLAMA,
                MESSAGES,
                "{'model':'auto','stream':false,'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'','tool_calls':["
                        + "{'function':{'name':'f','arguments':{'x':1}}},{'function':{'name':'g','arguments':{}}}]},"
                        + "{'role':'tool','tool_name':'f','content':'1'},{'role':'tool','tool_name':'g','content':'2'}]}");
        var ids = messages.at("/messages/1/content").findValuesAsText("id");
        assertThat(ids).doesNotHaveDuplicates().hasSize(2);
        assertThat(messages.at("/messages/2/content").findValuesAsText("tool_use_id"))
                .isEqualTo(ids);
    }

    @Test
    void resultsWithoutAnIdBelongToTheOldestCallsEvenWhereThoseHaveOne() {
        var chat = Translated.request(
                OLLAMA,
                CHAT,
                "{'model':'auto','stream':false,'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'','tool_calls':["
                        + "{'id':'a','function':{'name':'f','arguments':{}}},{'id':'b','function':{'name':'g','arguments':{}}}]},"
                        + "{'role':'tool','content':'1'},{'role':'tool','content':'2'}]}");
        assertThat(chat.at("/messages").findValuesAsText("tool_call_id")).containsExactly("a", "b");
    }

    @Test
    void row07ArgumentsAreAnObjectInHistory() {
        var ollama = Translated.request(
                CHAT,
                OLLAMA,
                "{'model':'auto','messages':[{'role':'user','content':'Hi'},{'role':'assistant','tool_calls':[{'id':'a','type':'function',"
                        + "'function':{'name':'f','arguments':'{\\\"x\\\":1}'}}]},{'role':'tool','tool_call_id':'a','content':'1'}]}");
        assertThat(ollama.at("/messages/1/tool_calls/0/function/arguments/x").asInt())
                .isEqualTo(1);
        assertThat(ollama.at("/messages/2/tool_name").asText()).isEqualTo("f");
        assertThat(ollama.at("/stream").asBoolean(true)).isFalse();
    }

    @Test
    void row11AStopAfterAToolCallBecomesTheToolReason() {
        var call = Translated.request(
                        MESSAGES,
                        OLLAMA,
                        "{'model':'auto','max_tokens':9,'stream':true,'messages':[{'role':'user','content':'Hi'}]}")
                .answers(
                        "{'model':'llama','created_at':'t','message':{'role':'assistant','content':'','tool_calls':[{'function':{'name':'f','arguments':{'x':1}}}]},'done':false}",
                        "{'model':'llama','created_at':'t','message':{'role':'assistant','content':''},'done':true,'done_reason':'stop','prompt_eval_count':3,'eval_count':2}");
        MessagesGrammar.check(call.frames());
        assertThat(Assembled.of(Dialect.ANTHROPIC_MESSAGES, call.frames()).calls())
                .containsExactly("f{\"x\":1}");
        assertThat(call.said()).anyMatch(json -> json.contains("\"stop_reason\":\"tool_use\""));
    }

    @Test
    void row29OnlyBytesOfImagesAreSent() {
        var ollama = Translated.request(
                CHAT,
                OLLAMA,
                "{'model':'auto','messages':[{'role':'user','content':[{'type':'text','text':'See'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}},"
                        + "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]}]}");
        assertThat(ollama.at("/messages/0/images").toString()).isEqualTo("[\"AAAA\"]");
        assertThat(ollama.lost()).containsExactly("$.messages[0].content[2]");
    }

    @Test
    void row44AStreamThatNeverSaysDoneIsCut() {
        var call = Translated.request(
                        CHAT, OLLAMA, "{'model':'auto','stream':true,'messages':[{'role':'user','content':'Hi'}]}")
                .answers(
                        "{'model':'llama','created_at':'t','message':{'role':'assistant','content':'Yes'},'done':false}");
        assertThat(Translated.failure(call::ends)).isInstanceOf(ProviderFailure.Malformed.class);
        assertThat(Translated.failure(() -> call.answers("{'error':'model runner has unexpectedly stopped'}")))
                .isInstanceOf(ProviderFailure.Overloaded.class);
    }
}
