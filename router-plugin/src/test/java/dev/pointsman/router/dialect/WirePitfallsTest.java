package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One test per known pitfall of translating requests between chat completions and Anthropic messages. */
class WirePitfallsTest {

    private static final String HI = "{'role':'user','content':'Hi'}";

    private static Translated toMessages(String members) {
        return Translated.request(CHAT, MESSAGES, "{'model':'auto'," + members + "}");
    }

    private static Translated toChat(String members) {
        return Translated.request(MESSAGES, CHAT, "{'model':'auto','max_tokens':4000," + members + "}");
    }

    @Test
    void row01ASystemMessageInTheMiddleKeepsItsPlace() {
        var chat = toChat("'messages':[" + HI
                + ",{'role':'assistant','content':'Yes?'},{'role':'system','content':'Be brief'}," + HI + "]");
        assertThat(chat.at("/messages/2/role").asText()).isEqualTo("system");

        var messages = toMessages("'messages':[{'role':'system','content':'Top'}," + HI
                + ",{'role':'assistant','content':'Yes?'},{'role':'developer','content':'Be brief'}," + HI + "]");
        assertThat(messages.at("/system")).hasSize(1);
        assertThat(messages.at("/messages/2/content/0/text").asText()).isEqualTo("Be brief");
        assertThat(messages.lost()).containsExactly("$.messages[3].role");
    }

    @Test
    void row02LeadingInstructionsBecomeSystemBlocksWithTheirCacheMarks() {
        var messages = toMessages("'messages':[{'role':'developer','content':[{'type':'text','text':'A',"
                + "'cache_control':{'type':'ephemeral'}}]},{'role':'system','content':'B'}," + HI + "]");
        assertThat(messages.at("/system/0/cache_control/type").asText()).isEqualTo("ephemeral");
        assertThat(messages.at("/system/1/text").asText()).isEqualTo("B");

        var chat = toChat("'system':[{'type':'text','text':'A'},{'type':'text','text':'B'}],'messages':[" + HI + "]");
        assertThat(chat.at("/messages/0/content").asText()).isEqualTo("A\n\nB");
    }

    @Test
    void row03EmptyTextsGoAndRolesAlternate() {
        var messages =
                toMessages("'messages':[" + HI + ",{'role':'user','content':'There'},{'role':'assistant','content':''},"
                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':"
                        + "{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c1','content':''}]");
        assertThat(messages.at("/messages").findValuesAsText("role")).containsExactly("user", "assistant", "user");
        assertThat(messages.at("/messages/0/content")).hasSize(2);
        assertThat(messages.at("/messages/1/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(messages.at("/messages/2/content/0").has("content")).isFalse();
        assertThat(messages.lost()).isEmpty();
    }

    @Test
    void row03AnAnswerToBeContinuedEndsWithoutWhiteSpaceAndIsNoContinuationInChat() {
        var messages = toMessages("'messages':[" + HI + ",{'role':'assistant','content':'Once upon '}]");
        assertThat(messages.at("/messages/1/content/0/text").asText()).isEqualTo("Once upon");
        assertThat(messages.lost()).containsExactly("$.messages[1].content");

        var chat = toChat("'messages':[" + HI + ",{'role':'assistant','content':'Once upon'}]");
        assertThat(chat.lost()).containsExactly("$.messages[1].role");
    }

    @Test
    void row04NameRefusalAndAudioOfAMessageAreListed() {
        var messages = toMessages("'messages':[{'role':'user','name':'Ann','content':[{'type':'text','text':'Hear'},"
                + "{'type':'input_audio','input_audio':{'data':'AAAA','format':'mp3'}}]},"
                + "{'role':'assistant','content':'No','audio':{'id':'a1'}}," + HI + "]");
        assertThat(messages.lost())
                .containsExactlyInAnyOrder("$.messages[0].name", "$.messages[0].content[1]", "$.messages[1].audio");
    }

    @Test
    void row05AllToolResultsOfOneTurnGoIntoOneUserMessage() {
        var messages = toMessages("'messages':[" + HI + ",{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'1'},{'role':'tool','tool_call_id':'b','content':'2'},"
                + "{'role':'user','content':'Go on'}]");
        JsonNode content = messages.at("/messages/2/content");
        assertThat(content.findValuesAsText("type")).containsExactly("tool_result", "tool_result", "text");
        assertThat(content.findValuesAsText("tool_use_id")).containsExactly("a", "b");
        assertThat(messages.at("/messages")).hasSize(3);
    }

    @Test
    void row05ToolResultsAreSplitAndTheirImagesFollowInTheUsersMessage() {
        var chat = toChat("'messages':[" + HI
                + ",{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':{}},"
                + "{'type':'tool_use','id':'b','name':'g','input':{}}]},{'role':'user','content':["
                + "{'type':'tool_result','tool_use_id':'a','content':[{'type':'text','text':'see'},{'type':'image','source':"
                + "{'type':'base64','media_type':'image/png','data':'AAAA'}}]},"
                + "{'type':'tool_result','tool_use_id':'b','content':'2'},{'type':'text','text':'Go on'}]}]");
        assertThat(chat.at("/messages").findValuesAsText("role"))
                .containsExactly("user", "assistant", "tool", "tool", "user");
        assertThat(chat.at("/messages/2/content").asText()).isEqualTo("see");
        assertThat(chat.at("/messages/4/content/0/image_url/url").asText()).isEqualTo("data:image/png;base64,AAAA");
        assertThat(chat.at("/messages/4/content/1/text").asText()).isEqualTo("Go on");
        assertThat(chat.lost()).isEmpty();
    }

    @Test
    void row06ToolIdsFitTheTargetAndComeBack() {
        String id = "functions.weather:0";
        var messages = toMessages("'messages':[" + HI + ",{'role':'assistant','tool_calls':[{'id':'" + id
                + "','type':'function','function':{'name':'weather','arguments':'{}'}}]},{'role':'tool','tool_call_id':'"
                + id
                + "','content':'sun'}]");
        String narrow = messages.at("/messages/1/content/0/id").asText();
        assertThat(narrow).matches("[a-zA-Z0-9_-]+");
        assertThat(messages.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo(narrow);
        assertThat(ToolIds.widen(narrow)).isEqualTo(id);
        assertThat(ToolIds.narrow("toolu_01A-b")).isEqualTo("toolu_01A-b");
    }

    @Test
    void row06MistralGetsNineLettersAndDigitsTheSameInCallAndResult() {
        String json = "{'model':'auto','max_tokens':9,'messages':[" + HI
                + ",{'role':'assistant','content':[{'type':'tool_use','id':'toolu_01AbCdEf','name':'f','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_01AbCdEf','content':'1'}]}]}";
        var chat = Translated.request(MESSAGES, CHAT, json, ModelTarget.of("mistral", "mistral-small-latest"));
        String id = chat.at("/messages/1/tool_calls/0/id").asText();
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(chat.at("/messages/2/tool_call_id").asText()).isEqualTo(id);
    }

    @Test
    void row07ArgumentsKeepTheirNumbersAndOrder() {
        String arguments = "{\\'z\\':12345678901234567890123,\\'a\\':1.10}".replace("\\'", "\\\"");
        var messages = Translated.request(
                CHAT,
                MESSAGES,
                "{'model':'auto','messages':[" + HI
                        + ",{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'"
                        + arguments + "'}}]},{'role':'tool','tool_call_id':'a','content':'1'}]}");
        assertThat(messages.body().toString()).contains("\"input\":{\"z\":12345678901234567890123,\"a\":1.10}");

        var chat = toChat(
                "'messages':[" + HI + ",{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':"
                        + "{'z':12345678901234567890123,'a':1.10}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]");
        assertThat(chat.at("/messages/1/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"z\":12345678901234567890123,\"a\":1.10}");
    }

    @Test
    void row07EmptyArgumentsAreAnEmptyObjectAndBrokenOnesAreListed() {
        var messages = toMessages("'messages':[" + HI + ",{'role':'assistant','tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':''}},"
                + "{'id':'b','type':'function','function':{'name':'f','arguments':'{broken'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'1'},{'role':'tool','tool_call_id':'b','content':'1'}]");
        assertThat(messages.at("/messages/1/content/0/input")).isEmpty();
        assertThat(messages.lost()).containsExactly("$.messages[1].tool_calls[1].function.arguments");
    }

    @Test
    void row12ToolChoiceAndParallelCallsAreMapped() {
        String tools = "'tools':[{'type':'function','function':{'name':'f'}}],'messages':[" + HI + "],";
        assertThat(toMessages(tools + "'tool_choice':'required','parallel_tool_calls':false")
                        .at("/tool_choice")
                        .toString())
                .isEqualTo("{\"type\":\"any\",\"disable_parallel_tool_use\":true}");
        assertThat(toMessages(tools + "'tool_choice':{'type':'function','function':{'name':'f'}}")
                        .at("/tool_choice/name")
                        .asText())
                .isEqualTo("f");
        assertThat(toMessages(tools + "'tool_choice':'none'")
                        .at("/tool_choice/type")
                        .asText())
                .isEqualTo("none");
        assertThat(toMessages(tools + "'parallel_tool_calls':false")
                        .at("/tool_choice/type")
                        .asText())
                .isEqualTo("auto");

        String own = "'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[" + HI + "],";
        var chat = toChat(own + "'tool_choice':{'type':'any','disable_parallel_tool_use':true}");
        assertThat(chat.at("/tool_choice").asText()).isEqualTo("required");
        assertThat(chat.at("/parallel_tool_calls").isBoolean()).isTrue();
        assertThat(chat.at("/parallel_tool_calls").asBoolean()).isFalse();
    }

    @Test
    void row12ReasoningGivesWayToAForcedTool() {
        var messages = toMessages(
                "'max_tokens':8000,'reasoning_effort':'high','tool_choice':'required','tools':[{'type':'function',"
                        + "'function':{'name':'f'}}],'messages':[" + HI + "]");
        assertThat(messages.body().has("thinking")).isFalse();
        assertThat(messages.lost()).containsExactly("$.reasoning_effort");
    }

    @Test
    void row13AVendorsOwnToolIsRefusedByName() {
        var failure = Translated.refusal(
                MESSAGES,
                CHAT,
                "{'model':'auto','max_tokens':9,'messages':[" + HI
                        + "],'tools':[{'type':'web_search_20250305','name':'web_search'}]}");
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller())
                                .contains("tools[0]", "web_search", "anthropic-messages"));
        var custom = Translated.refusal(
                CHAT,
                MESSAGES,
                "{'model':'auto','messages':[" + HI + "],'tools':[{'type':'custom','custom':{'name':'apply_patch'}}]}");
        assertThat(custom)
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller()).contains("apply_patch"));
    }

    @Test
    void row13AVendorsOwnToolBesideFunctionsIsLeftOutAndListed() {
        String tools =
                "'tools':[{'type':'web_search_20250305','name':'web_search'},{'name':'f','input_schema':{'type':'object'}}]";

        var chat = toChat(tools + ",'messages':[" + HI + "]");

        assertThat(chat.at("/tools").size()).isEqualTo(1);
        assertThat(chat.lost()).containsExactly("$.tools[0]");
        assertThat(Translated.refusal(
                        MESSAGES,
                        CHAT,
                        "{'model':'auto','max_tokens':9,'tool_choice':{'type':'tool','name':'web_search'}," + tools
                                + ",'messages':[" + HI + "]}"))
                .isInstanceOf(ProviderFailure.InvalidRequest.class);
    }

    @Test
    void row14ASchemaThatOpenAiWouldRefuseIsSentWithoutStrict() {
        String tool =
                "'tools':[{'name':'f','strict':true,'input_schema':{'type':'object','properties':{'a':{'type':'string'}}%s}}],"
                        + "'messages':[" + HI + "]";
        var loose = toChat(tool.formatted(""));
        assertThat(loose.at("/tools/0/function/strict").asBoolean()).isFalse();
        assertThat(loose.lost()).containsExactly("$.tools[0].strict");
        var strict = toChat(tool.formatted(",'required':['a'],'additionalProperties':false"));
        assertThat(strict.at("/tools/0/function/strict").asBoolean()).isTrue();
        assertThat(strict.lost()).isEmpty();
    }

    @Test
    void row15AnErrorMarkOfAToolResultIsListed() {
        var chat = toChat(
                "'messages':[" + HI
                        + ",{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'no such file','is_error':true}]}]");
        assertThat(chat.at("/messages/2/content").asText()).isEqualTo("no such file");
        assertThat(chat.lost()).containsExactly("$.messages[2].content[0].is_error");
    }

    @Test
    void row16ReasoningComesBackSignedToItsIssuerAlone() {
        var first = toMessages("'max_tokens':8000,'reasoning_effort':'low','messages':[" + HI + "]")
                .answers("{'type':'message','id':'m','role':'assistant','model':'claude','content':["
                        + "{'type':'thinking','thinking':'Hm','signature':'SIG=='},"
                        + "{'type':'tool_use','id':'a','name':'f','input':{}}],'stop_reason':'tool_use','usage':"
                        + "{'input_tokens':1,'output_tokens':1}}")
                .ends();
        JsonNode message = first.whole().at("/choices/0/message");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("Hm");

        String next = "{\"model\":\"auto\",\"max_tokens\":8000,\"reasoning_effort\":\"low\",\"messages\":["
                + "{\"role\":\"user\",\"content\":\"Hi\"}," + message
                + ",{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"1\"}]}";
        var back = Translated.request(CHAT, MESSAGES, next);
        assertThat(back.at("/messages/1/content/0").toString())
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"SIG==\"}");
        assertThat(back.at("/thinking/type").asText()).isEqualTo("enabled");

        var elsewhere = Translated.request(CHAT, MESSAGES, next, ModelTarget.of("another", "claude"));
        assertThat(elsewhere.at("/messages/1/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(elsewhere.body().has("thinking")).isFalse();
        assertThat(elsewhere.lost()).contains("$.messages[1].reasoning_details[0]", "$.reasoning_effort");
    }

    @Test
    void row17RedactedThinkingTravelsSealed() {
        var first = toMessages("'messages':[" + HI + "]")
                .answers("{'type':'message','id':'m','role':'assistant','model':'claude','content':["
                        + "{'type':'redacted_thinking','data':'XYZ'},{'type':'text','text':'Yes'}],'stop_reason':'end_turn',"
                        + "'usage':{'input_tokens':1,'output_tokens':1}}")
                .ends();
        JsonNode message = first.whole().at("/choices/0/message");
        assertThat(message.at("/reasoning_details/0/type").asText()).isEqualTo("reasoning.encrypted");
        var back = Translated.request(
                CHAT,
                MESSAGES,
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}," + message
                        + ",{\"role\":\"user\",\"content\":\"And?\"}]}");
        assertThat(back.at("/messages/1/content/0").toString())
                .isEqualTo("{\"type\":\"redacted_thinking\",\"data\":\"XYZ\"}");
    }

    @Test
    void row18ASignatureOnACallComesBackToTheCallThroughAnAnthropicClient() {
        var first = toChat("'thinking':{'type':'enabled','budget_tokens':2000},'messages':[" + HI + "]")
                .answers("{'id':'c','model':'gemini','choices':[{'index':0,'message':{'role':'assistant','tool_calls':["
                        + "{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}},"
                        + "{'id':'c2','type':'function','function':{'name':'g','arguments':'{}'},"
                        + "'extra_content':{'google':{'thought_signature':'c2ln'}}}]},'finish_reason':'tool_calls'}]}")
                .ends();
        String content = first.whole().path("content").toString();
        String next = "{\"model\":\"auto\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                + "{\"role\":\"assistant\",\"content\":" + content + "},{\"role\":\"user\",\"content\":["
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":\"1\"},"
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"c2\",\"content\":\"2\"}]}]}";

        JsonNode calls = Translated.request(MESSAGES, CHAT, next).at("/messages/1/tool_calls");
        assertThat(calls.at("/1/extra_content/google/thought_signature").asText())
                .isEqualTo("c2ln");
        assertThat(calls.at("/0").has("extra_content")).isFalse();
        assertThat(Translated.request(MESSAGES, CHAT, next, ModelTarget.of("another", "gpt"))
                        .body()
                        .toString())
                .doesNotContain("c2ln");
    }

    @Test
    void row19ReasoningOfAChatVendorComesBackToItThroughAnAnthropicClient() {
        var first = toChat("'thinking':{'type':'enabled','budget_tokens':2000},'messages':[" + HI + "]")
                .answers(
                        "{'id':'c','model':'deepseek','choices':[{'index':0,'message':{'role':'assistant','reasoning_content':'Hm',"
                                + "'content':'Yes'},'finish_reason':'stop'}]}")
                .ends();
        JsonNode content = first.whole().path("content");
        String next = "{\"model\":\"auto\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                + "{\"role\":\"assistant\",\"content\":" + content + "},{\"role\":\"user\",\"content\":\"And?\"}]}";
        assertThat(Translated.request(MESSAGES, CHAT, next)
                        .at("/messages/1/reasoning_content")
                        .asText())
                .isEqualTo("Hm");
        var elsewhere = Translated.request(MESSAGES, CHAT, next, ModelTarget.of("another", "gpt"));
        assertThat(elsewhere.at("/messages/1").has("reasoning_content")).isFalse();
        assertThat(elsewhere.lost()).containsExactly("$.messages[1].content[0]");
    }

    @Test
    void row21ASignatureOfAnUnknownIssuerGoesNowhere() {
        var messages = toMessages("'messages':[" + HI + ",{'role':'assistant','content':'Yes','reasoning_details':["
                + "{'type':'reasoning.text','text':'Hm','signature':'S','format':'anthropic-claude-v1'}]}," + HI + "]");
        assertThat(messages.body().toString()).doesNotContain("thinking");
        assertThat(messages.lost()).containsExactly("$.messages[1].reasoning_details[0]");
    }

    @Test
    void row22EffortAndBudgetAreMappedWithinTheirLimits() {
        var messages = toMessages("'max_tokens':10000,'reasoning_effort':'medium','messages':[" + HI + "]");
        assertThat(messages.at("/thinking/budget_tokens").asInt()).isEqualTo(5000);
        var small = toMessages("'max_tokens':1200,'reasoning_effort':'low','messages':[" + HI + "]");
        assertThat(small.at("/thinking/budget_tokens").asInt()).isBetween(1024, 1199);
        var none = toMessages("'max_tokens':1000,'reasoning_effort':'low','messages':[" + HI + "]");
        assertThat(none.lost()).containsExactly("$.reasoning_effort");

        var chat = toChat("'thinking':{'type':'enabled','budget_tokens':3000},'messages':[" + HI + "]");
        assertThat(chat.at("/reasoning_effort").asText()).isEqualTo("high");
        assertThat(toChat("'output_config':{'effort':'xhigh'},'messages':[" + HI + "]")
                        .at("/reasoning_effort")
                        .asText())
                .isEqualTo("xhigh");
    }

    @Test
    void row23AnthropicAlwaysGetsALimit() {
        assertThat(toMessages("'messages':[" + HI + "]").at("/max_tokens").asInt())
                .isEqualTo(4096);
        ModelTarget bounded = new ModelTarget("a", "claude", 8192, Set.of(), Map.of());
        String json = "{'model':'auto','max_completion_tokens':100000,'messages':[" + HI + "]}";
        var capped = Translated.request(CHAT, MESSAGES, json, bounded);
        assertThat(capped.at("/max_tokens").asInt()).isEqualTo(8192);
        assertThat(capped.lost()).isEmpty();
    }

    @Test
    void row23AModelsNameForTheLimitIsUsed() {
        ModelTarget target = new ModelTarget(
                "openai", "o3", null, Set.of("temperature"), Map.of("max_tokens", "max_completion_tokens"));
        var chat = Translated.request(
                MESSAGES, CHAT, "{'model':'auto','max_tokens':77,'temperature':0.5,'messages':[" + HI + "]}", target);
        assertThat(chat.at("/max_completion_tokens").asInt()).isEqualTo(77);
        assertThat(chat.body().has("max_tokens")).isFalse();
        assertThat(chat.body().has("temperature")).isFalse();
        assertThat(chat.lost()).containsExactly("$.temperature");
    }

    @Test
    void row24TemperatureEndsAtOneAndIsNotSetBesideThinking() {
        var hot = toMessages("'temperature':1.7,'messages':[" + HI + "]");
        assertThat(hot.at("/temperature").asInt()).isEqualTo(1);
        assertThat(hot.lost()).containsExactly("$.temperature");
        var thinking = toMessages(
                "'max_tokens':8000,'temperature':0.3,'top_p':0.5,'reasoning_effort':'low','messages':[" + HI + "]");
        assertThat(thinking.body().has("temperature")).isFalse();
        assertThat(thinking.lost()).containsExactlyInAnyOrder("$.temperature", "$.top_p");
    }

    @Test
    void row25StopTextsBecomeAListWithoutWhiteSpaceAlone() {
        var messages = toMessages("'stop':['END',' ','\\n'],'messages':[" + HI + "]");
        assertThat(messages.at("/stop_sequences").toString()).isEqualTo("[\"END\"]");
        assertThat(messages.lost()).containsExactly("$.stop[1]", "$.stop[2]");
        assertThat(toMessages("'stop':'END','messages':[" + HI + "]")
                        .at("/stop_sequences/0")
                        .asText())
                .isEqualTo("END");
        var chat = toChat("'stop_sequences':['a','b','c','d','e'],'messages':[" + HI + "]");
        assertThat(chat.at("/stop")).hasSize(4);
        assertThat(chat.lost()).containsExactly("$.stop_sequences[4]");
    }

    @Test
    void row26SettingsWithoutCounterpartAreListedUnlessTheyAskForWhatHappensAnyway() {
        var messages = toMessages("'n':2,'logprobs':true,'top_logprobs':2,'seed':7,'logit_bias':{'50256':-100},"
                + "'presence_penalty':0.5,'frequency_penalty':0.0,'messages':[" + HI + "]");
        assertThat(messages.lost())
                .containsExactlyInAnyOrder(
                        "$.n", "$.logprobs", "$.top_logprobs", "$.seed", "$.logit_bias", "$.presence_penalty");
        assertThat(toMessages("'n':1,'logprobs':false,'messages':[" + HI + "]").lost())
                .isEmpty();
        assertThat(toChat("'top_k':5,'messages':[" + HI + "]").lost()).containsExactly("$.top_k");
    }

    @Test
    void row27AJsonSchemaIsCarriedAndPlainJsonModeIsListed() {
        String schema =
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}";
        var messages = toMessages(
                "'response_format':{'type':'json_schema','json_schema':{'name':'person','strict':true,'schema':"
                        + schema + "}},'messages':[" + HI + "]");
        assertThat(messages.at("/output_config/format/type").asText()).isEqualTo("json_schema");
        assertThat(messages.at("/output_config/format/schema/required/0").asText())
                .isEqualTo("a");
        assertThat(messages.lost()).containsExactly("$.response_format.json_schema.name");
        assertThat(toMessages("'response_format':{'type':'json_object'},'messages':[" + HI + "]")
                        .lost())
                .containsExactly("$.response_format");
        var chat = toChat(
                "'output_config':{'format':{'type':'json_schema','schema':" + schema + "}},'messages':[" + HI + "]");
        assertThat(chat.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(chat.at("/response_format/json_schema/name").asText()).isEqualTo("response");
    }

    @Test
    void row28UserAndServiceTierAreMappedAndStoredStateIsListed() {
        var messages = toMessages(
                "'user':'u1','service_tier':'default','store':true,'metadata':{'k':'v'},'prompt_cache_key':'p',"
                        + "'messages':[" + HI + "]");
        assertThat(messages.at("/metadata/user_id").asText()).isEqualTo("u1");
        assertThat(messages.at("/service_tier").asText()).isEqualTo("standard_only");
        assertThat(messages.lost()).containsExactlyInAnyOrder("$.store", "$.metadata", "$.prompt_cache_key");
        var chat = toChat(
                "'metadata':{'user_id':'u1'},'service_tier':'standard_only','container':'c','messages':[" + HI + "]");
        assertThat(chat.at("/user").asText()).isEqualTo("u1");
        assertThat(chat.at("/service_tier").asText()).isEqualTo("default");
        assertThat(chat.lost()).containsExactly("$.container");
    }

    @Test
    void row29ImagesAndDocumentsAreCarriedAndUploadedFilesAreListed() {
        var messages = toMessages("'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}},"
                + "{'type':'file','file':{'file_data':'data:application/pdf;base64,BBBB','filename':'a.pdf'}},"
                + "{'type':'file','file':{'file_id':'file-1'}}]}]");
        assertThat(messages.at("/messages/0/content/0/source").toString())
                .isEqualTo("{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}");
        assertThat(messages.at("/messages/0/content/1/source/url").asText()).isEqualTo("https://example.org/a.png");
        assertThat(messages.at("/messages/0/content/2/title").asText()).isEqualTo("a.pdf");
        assertThat(messages.lost())
                .containsExactlyInAnyOrder("$.messages[0].content[0].image_url.detail", "$.messages[0].content[3]");
    }

    @Test
    void row30CacheMarksTowardsChatAreListed() {
        var chat = toChat(
                "'system':[{'type':'text','text':'S','cache_control':{'type':'ephemeral'}}],'tools':[{'name':'f',"
                        + "'input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}],'messages':[" + HI
                        + "]");
        assertThat(chat.lost()).containsExactlyInAnyOrder("$.system[0].cache_control", "$.tools[0].cache_control");
    }

    @Test
    void row31CachedTokensAreInsideOrOutsideTheInput() {
        var chat = toMessages("'messages':[" + HI + "]")
                .answers(
                        "{'type':'message','id':'m','role':'assistant','model':'claude','content':[{'type':'text','text':'Yes'}],"
                                + "'stop_reason':'end_turn','usage':{'input_tokens':10,'cache_read_input_tokens':100,"
                                + "'cache_creation_input_tokens':5,'output_tokens':3}}");
        assertThat(chat.whole().at("/usage/prompt_tokens").asInt()).isEqualTo(115);
        assertThat(chat.whole().at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(100);
        assertThat(chat.answer().usage()).contains(new Usage(115, 100, 5, 3, 0));

        var messages = toChat("'messages':[" + HI + "]")
                .answers("{'id':'c','model':'gpt','choices':[{'index':0,'message':{'role':'assistant','content':'Yes'},"
                        + "'finish_reason':'stop'}],'usage':{'prompt_tokens':115,'completion_tokens':3,'total_tokens':118,"
                        + "'prompt_tokens_details':{'cached_tokens':100}}}");
        assertThat(messages.whole().at("/usage/input_tokens").asInt()).isEqualTo(15);
        assertThat(messages.whole().at("/usage/cache_read_input_tokens").asInt())
                .isEqualTo(100);
    }

    @Test
    void row37RefusalsAndLimitsAreMappedAndUnknownReasonsStayWhatTheyAre() {
        for (var pair : Map.of(
                        "refusal",
                        "content_filter",
                        "model_context_window_exceeded",
                        "length",
                        "max_tokens",
                        "length",
                        "stop_sequence",
                        "stop",
                        "pause_turn",
                        "pause_turn")
                .entrySet()) {
            var chat = toMessages("'messages':[" + HI + "]")
                    .answers(
                            "{'type':'message','id':'m','role':'assistant','model':'claude','content':[{'type':'text','text':'Y'}],"
                                    + "'stop_reason':'" + pair.getKey()
                                    + "','usage':{'input_tokens':1,'output_tokens':1}}");
            assertThat(chat.whole().at("/choices/0/finish_reason").asText()).isEqualTo(pair.getValue());
        }
        for (var pair : Map.of("content_filter", "refusal", "eos", "end_turn", "brand_new", "brand_new")
                .entrySet()) {
            var messages = toChat("'messages':[" + HI + "]")
                    .answers("{'id':'c','model':'g','choices':[{'index':0,'message':{'role':'assistant','content':'Y'},"
                            + "'finish_reason':'" + pair.getKey() + "'}]}");
            assertThat(messages.whole().path("stop_reason").asText()).isEqualTo(pair.getValue());
        }
    }

    @Test
    void row43AnErrorInThePlaceOfAnAnswerIsAFailure() {
        var chat = toChat("'messages':[" + HI + "]");
        assertThat(Translated.failure(() -> chat.answers("{'error':{'message':'x','code':429}}")))
                .isInstanceOf(ProviderFailure.RateLimited.class);
        var messages = toMessages("'messages':[" + HI + "]");
        assertThat(Translated.failure(
                        () -> messages.answers("{'type':'error','error':{'type':'overloaded_error','message':'x'}}")))
                .isInstanceOf(ProviderFailure.Overloaded.class);
    }

    @Test
    void row50UnknownMembersAreListedWithTheirPath() {
        var messages = toMessages(
                "'safety_identifier':'s','future':{'a':1},'messages':[{'role':'user','content':'Hi','mood':'glad'}]");
        assertThat(messages.lost()).containsExactlyInAnyOrder("$.safety_identifier", "$.future", "$.messages[0].mood");
        var answer = toChat("'messages':[" + HI + "]")
                .answers(
                        "{'id':'c','model':'g','system_fingerprint':'fp','choices':[{'index':0,'message':{'role':'assistant',"
                                + "'content':'Y'},'finish_reason':'stop'}]}");
        assertThat(answer.answer().losses()).hasSize(1);
    }

    @Test
    void theOutgoingCallNamesTheTargetsDialectAndModel() {
        String json = "{'model':'auto','messages':[" + HI + "]}";
        OutgoingCall outgoing = Translation.of(CHAT, MESSAGES)
                .translate(
                        ModelRequest.of("auto", Dialect.OPENAI_CHAT, false, Payload.ofUtf8(Translated.quoted(json))),
                        Spokes.target());
        assertThat(outgoing.request().dialect()).isEqualTo(Dialect.ANTHROPIC_MESSAGES);
        assertThat(outgoing.request().model()).isEqualTo(Spokes.MODEL);
        assertThat(outgoing.edits()).isEqualTo(List.of());
    }
}
