package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static dev.pointsman.router.dialect.Spokes.RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test per known pitfall of translating Responses. */
class ResponsesPitfallsTest {

    private static final String CALL = "{'type':'function_call','call_id':'%s','name':'f','arguments':'{}'}";
    private static final String OUTPUT = "{'type':'function_call_output','call_id':'%s','output':'1'}";

    private static Translated client(Spoke vendor, String members) {
        return Translated.request(RESPONSES, vendor, "{'model':'auto'," + members + "}");
    }

    @Test
    void row02InstructionsBecomeTheSystemPrompt() {
        var chat = client(CHAT, "'instructions':'Be brief','input':'Hi'");
        assertThat(chat.at("/messages").toString())
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":\"Hi\"}]");
        assertThat(client(MESSAGES, "'instructions':'Be brief','input':'Hi'")
                        .at("/system/0/text")
                        .asText())
                .isEqualTo("Be brief");
    }

    @Test
    void row05CallsOfOneTurnStandInOneMessageBeforeTheirResults() {
        String input = "'input':[{'role':'user','content':'Hi'},{'type':'reasoning','id':'r','summary':[]},"
                + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Wait'}]},"
                + CALL.formatted("a") + "," + CALL.formatted("b") + "," + OUTPUT.formatted("a") + ","
                + OUTPUT.formatted("b") + "]";
        var chat = client(CHAT, input);
        assertThat(chat.at("/messages").findValuesAsText("role")).containsExactly("user", "assistant", "tool", "tool");
        assertThat(chat.at("/messages/1/content").asText()).isEqualTo("Wait");
        assertThat(chat.at("/messages/1/tool_calls")).hasSize(2);
        assertThat(chat.lost()).containsExactly("$.input[1]");

        var messages = client(MESSAGES, input);
        assertThat(messages.at("/messages/1/content").findValuesAsText("type"))
                .containsExactly("text", "tool_use", "tool_use");
        assertThat(messages.at("/messages/2/content")).hasSize(2);
    }

    @Test
    void row06IdsLongerThanResponsesTakeAreShortenedTheSameInCallAndResult() {
        String id = "x".repeat(80);
        var responses = Translated.request(
                CHAT,
                RESPONSES,
                "{'model':'auto','messages':[{'role':'user','content':'Hi'},"
                        + "{'role':'assistant','tool_calls':[{'id':'" + id
                        + "','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'" + id + "','content':'1'}]}");
        String shortened = responses.at("/input/1/call_id").asText();
        assertThat(shortened.length()).isLessThanOrEqualTo(64);
        assertThat(responses.at("/input/2/call_id").asText()).isEqualTo(shortened);
    }

    @Test
    void row09ArgumentsThatComeOnlyWholeAreTakenOnce() {
        String added =
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'function_call','call_id':'a','name':'f','arguments':''}}";
        String done = "{'type':'response.function_call_arguments.done','output_index':0,'arguments':'{\\\"x\\\":1}'}";
        String item =
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'function_call','call_id':'a','name':'f','arguments':'{\\\"x\\\":1}'}}";
        String completed = "{'type':'response.completed','response':{'status':'completed','output':[],'usage':null}}";
        for (List<String> events : List.of(List.of(added, done, item), List.of(added, item), List.of(item))) {
            var chat = Translated.request(
                    CHAT, RESPONSES, "{'model':'auto','stream':true,'messages':[{'role':'user','content':'Hi'}]}");
            chat.answers("{'type':'response.created','response':{'id':'r','model':'gpt'}}");
            chat.answers(events.toArray(String[]::new)).answers(completed);
            Assembled said = Assembled.of(Dialect.OPENAI_CHAT, chat.frames());
            assertThat(said.calls()).containsExactly("f{\"x\":1}");
            assertThat(said.finish()).isEqualTo("tools");
        }
    }

    @Test
    void row13AToolOfTheVendorIsRefusedByName() {
        assertThat(Translated.refusal(
                        RESPONSES,
                        CHAT,
                        "{'model':'auto','input':'Hi','tools':[{'type':'custom','name':'apply_patch'}]}"))
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid ->
                                assertThat(invalid.reason().forCaller()).contains("apply_patch", "openai-responses"));
    }

    @Test
    void row14AbsentStrictnessStaysWhatItMeantElsewhere() {
        var responses = Translated.request(
                CHAT,
                RESPONSES,
                "{'model':'auto','messages':[{'role':'user','content':'Hi'}],'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}]}");
        assertThat(responses.at("/tools/0/strict").isBoolean()).isTrue();
        assertThat(responses.at("/tools/0/strict").asBoolean()).isFalse();
        assertThat(responses.at("/store").asBoolean(true)).isFalse();
    }

    @Test
    void row20EncryptedReasoningGoesBackToItsIssuerAndIsNeverShownAsText() {
        var first = Translated.request(
                        CHAT,
                        RESPONSES,
                        "{'model':'auto','reasoning_effort':'low','messages':[{'role':'user','content':'Hi'}]}")
                .answers(
                        "{'id':'r','object':'response','model':'gpt','status':'completed','output':[{'type':'reasoning','id':'rs','summary':[],"
                                + "'encrypted_content':'ENC'},{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Yes','annotations':[]}]}]}")
                .ends();
        assertThat(first.at("/include/0").asText()).isEqualTo("reasoning.encrypted_content");
        JsonNode message = first.whole().at("/choices/0/message");
        assertThat(message.has("reasoning_content")).isFalse();
        String next = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}," + message
                + ",{\"role\":\"user\",\"content\":\"And?\"}]}";
        assertThat(Translated.request(CHAT, RESPONSES, next)
                        .at("/input/1/encrypted_content")
                        .asText())
                .isEqualTo("ENC");
        assertThat(Translated.request(CHAT, RESPONSES, next, ModelTarget.of("another", "gpt"))
                        .body()
                        .toString())
                .doesNotContain("ENC");
    }

    @Test
    void row28StateThatLiesAtTheVendorIsRefused() {
        assertThat(Translated.refusal(RESPONSES, CHAT, "{'model':'auto','input':'Hi','previous_response_id':'resp_1'}"))
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller()).contains("previous_response_id"));
        assertThat(Translated.refusal(
                        RESPONSES, CHAT, "{'model':'auto','input':[{'type':'item_reference','id':'msg_1'}]}"))
                .isInstanceOf(ProviderFailure.InvalidRequest.class);
    }

    @Test
    void row31And32CachedTokensOfAResponseAreReadWhereResponsesHasThem() {
        String usage = "'usage':{'input_tokens':115,'input_tokens_details':{'cached_tokens':100},'output_tokens':7,"
                + "'output_tokens_details':{'reasoning_tokens':4},'total_tokens':122}";
        var messages = Translated.request(
                        MESSAGES,
                        RESPONSES,
                        "{'model':'auto','max_tokens':9,'messages':[{'role':'user','content':'Hi'}]}")
                .answers("{'id':'r','object':'response','model':'gpt','status':'completed','output':[{'type':'message',"
                        + "'role':'assistant','content':[{'type':'output_text','text':'Y','annotations':[]}]}]," + usage
                        + "}");

        assertThat(messages.whole().at("/usage/cache_read_input_tokens").asInt())
                .isEqualTo(100);
        assertThat(messages.whole().at("/usage/input_tokens").asInt()).isEqualTo(15);
        assertThat(messages.answer().usage()).contains(new Usage(115, 100, 0, 7, 4));
    }

    @Test
    void row32CachedTokensStandWhereAResponsesClientLooksForThem() {
        var responses = Translated.request(RESPONSES, MESSAGES, "{'model':'auto','input':'Hi'}")
                .answers(
                        "{'type':'message','id':'m','role':'assistant','model':'claude','content':[{'type':'text','text':'Y'}],"
                                + "'stop_reason':'end_turn','usage':{'input_tokens':10,'cache_read_input_tokens':100,'output_tokens':3}}");

        assertThat(responses.whole().at("/usage/input_tokens").asInt()).isEqualTo(110);
        assertThat(responses
                        .whole()
                        .at("/usage/input_tokens_details/cached_tokens")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void row38AnIncompleteResponseTellsWhy() {
        String answer =
                "{'id':'r','object':'response','model':'gpt','status':'incomplete','incomplete_details':{'reason':'%s'},"
                        + "'output':[{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Y'}]}]}";
        for (var pair : List.of(List.of("max_output_tokens", "length"), List.of("content_filter", "content_filter"))) {
            var chat = Translated.request(
                            CHAT, RESPONSES, "{'model':'auto','messages':[{'role':'user','content':'Hi'}]}")
                    .answers(answer.formatted(pair.getFirst()));
            assertThat(chat.whole().at("/choices/0/finish_reason").asText()).isEqualTo(pair.getLast());
        }
    }

    @Test
    void row40EveryItemIsAddedAndDoneWithTheIdsOfTheCompletedResponse() {
        var call = Translated.request(RESPONSES, CHAT, "{'model':'auto','stream':true,'input':'Hi'}")
                .answers(
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'reasoning_content':'Hm'}}]}",
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'content':'Yes'}}]}",
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}]},'finish_reason':'tool_calls'}]}",
                        "[DONE]");
        List<String> added = new ArrayList<>();
        List<String> done = new ArrayList<>();
        int sequence = 0;
        JsonNode last = null;
        for (Frame frame : call.frames()) {
            JsonNode event = TreeJson.answer(frame.payload());
            assertThat(event.path("type").asText()).isEqualTo(frame.name());
            assertThat(event.path("sequence_number").asInt()).isEqualTo(sequence++);
            if (frame.name().equals("response.output_item.added")) {
                added.add(event.at("/item/id").asText());
            } else if (frame.name().equals("response.output_item.done")) {
                done.add(event.at("/item/id").asText());
            }
            last = event;
        }
        assertThat(added).hasSize(3).isEqualTo(done);
        assertThat(last.path("type").asText()).isEqualTo("response.completed");
        assertThat(last.at("/response/output").findValuesAsText("id")).isEqualTo(done);
        assertThat(call.said()).noneMatch(json -> json.contains("DONE"));
    }

    @Test
    void row43AFailedResponseIsAFailure() {
        var chat = Translated.request(
                CHAT, RESPONSES, "{'model':'auto','stream':true,'messages':[{'role':'user','content':'Hi'}]}");
        assertThat(Translated.failure(() -> chat.answers(
                        "{'type':'response.failed','response':{'error':{'code':'server_error','message':'x'}}}")))
                .isInstanceOf(ProviderFailure.Overloaded.class);
        assertThat(Translated.failure(
                        () -> chat.answers("{'type':'error','error':{'type':'rate_limit_exceeded','message':'x'}}")))
                .isInstanceOf(ProviderFailure.RateLimited.class);
    }
}
