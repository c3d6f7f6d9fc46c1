package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.GEMINI;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One test per known pitfall of translating Gemini's generateContent. */
class GeminiPitfallsTest {

    private static final String ASK = "{'model':'auto','messages':[{'role':'user','content':'Hi'}]}";
    private static final String STREAM = ASK.replace("'model'", "'stream':true,'model'");
    private static final String CALL =
            "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f','args':{'x':1}}";

    @Test
    void row06ResultsAreTiedToTheirCallsByNameAndOrder() {
        var gemini = Translated.request(
                CHAT,
                GEMINI,
                "{'model':'auto','messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':null,'tool_calls':["
                        + "{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
                        + "{'id':'b','type':'function','function':{'name':'g','arguments':''}}]},"
                        + "{'role':'tool','tool_call_id':'b','content':'2'},{'role':'tool','tool_call_id':'a','content':'1'}]}");

        assertThat(gemini.at("/contents/1/parts/1/functionCall/args").toString())
                .isEqualTo("{}");
        assertThat(gemini.at("/contents/2/parts").toString())
                .isEqualTo(Translated.quoted("[{'functionResponse':{'name':'f','response':{'output':'1'}}},"
                        + "{'functionResponse':{'name':'g','response':{'output':'2'}}}]"));
        assertThat(gemini.at("/contents/1/parts/0/functionCall").has("id")).isFalse();
    }

    @Test
    void row08And11ACallInOneChunkIsWholeForAStreamingClientAndEndsAsACall() {
        var messages = Translated.request(
                        MESSAGES,
                        GEMINI,
                        "{'model':'auto','max_tokens':9,'stream':true,'messages':[{'role':'user','content':'Hi'}]}")
                .answers(CALL + "}]},'finishReason':'STOP'}]}")
                .ends();

        assertThat(messages.said()).anyMatch(frame -> frame.contains("input_json_delta") && frame.contains("x"));
        assertThat(messages.said()).anyMatch(frame -> frame.contains("\"stop_reason\":\"tool_use\""));
    }

    @Test
    void row14AModelThatRefusesFullSchemasGetsTheSubsetWithReferencesWrittenOut() {
        var target =
                new ModelTarget(Spokes.PROVIDER, "gemini-2.5-flash", null, Set.of("parametersJsonSchema"), Map.of());
        var gemini = Translated.request(
                CHAT,
                GEMINI,
                ASK.replace(
                        "'messages'",
                        "'tools':[{'type':'function','function':{'name':'f','parameters':{'$schema':'s','type':'object',"
                                + "'additionalProperties':false,'properties':{'a':{'$ref':'#/$defs/A'}},"
                                + "'$defs':{'A':{'type':['string','null']}}}}}],'messages'"),
                target);

        assertThat(gemini.at("/tools/0/functionDeclarations/0/parameters").toString())
                .isEqualTo(Translated.quoted("{'type':'OBJECT','properties':{'a':{'nullable':true,'type':'STRING'}}}"));
        assertThat(gemini.lost()).contains("$.tools[0].function.parameters.additionalProperties");
    }

    @Test
    void row18ACallsSignatureComesBackToItsCallThroughAnotherDialectAndGoesToNobodyElse() {
        var message = Translated.request(CHAT, GEMINI, ASK)
                .answers(CALL + ",'thoughtSignature':'c2ln'}]},'finishReason':'STOP'}],'responseId':'r'}")
                .whole()
                .at("/choices/0/message");
        String id = message.at("/tool_calls/0/id").asText();
        String history = "{'model':'auto','messages':[{'role':'user','content':'Hi'}," + message
                + ",{'role':'tool','tool_call_id':'" + id + "','content':'1'}]}";

        var back = Translated.request(CHAT, GEMINI, history);
        var elsewhere = Translated.request(CHAT, GEMINI, history, ModelTarget.of("other", "gemini-3-pro"));

        assertThat(back.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("c2ln");
        assertThat(elsewhere.at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
    }

    @Test
    void row22EffortIsABudgetForOneGenerationAndALevelForTheNext() {
        String request = ASK.replace("'messages'", "'reasoning_effort':'high','max_tokens':10000,'messages'");

        var budget = Translated.request(CHAT, GEMINI, request, ModelTarget.of("g", "gemini-2.5-flash"));
        var level = Translated.request(CHAT, GEMINI, request, ModelTarget.of("g", "gemini-3-pro-preview"));

        assertThat(budget.at("/generationConfig/thinkingConfig/thinkingBudget").asInt())
                .isEqualTo(8000);
        assertThat(level.at("/generationConfig/thinkingConfig/thinkingLevel").asText())
                .isEqualTo("high");
    }

    @Test
    void row33And34TheLastCountHoldsAndOutputIncludesTheThoughts() {
        var chat = Translated.request(CHAT, GEMINI, STREAM)
                .answers(
                        "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],"
                                + "'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':1}}",
                        "{'candidates':[{'content':{'parts':[{'text':'b'}]},'finishReason':'STOP'}],"
                                + "'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':2,'thoughtsTokenCount':7,"
                                + "'cachedContentTokenCount':4}}")
                .ends();

        assertThat(chat.answer().usage()).contains(new Usage(5, 4, 0, 9, 7));
    }

    @Test
    void row38ACandidateWithoutPartsOrABlockedPromptIsAnAnswerAndAMalformedCallIsNone() {
        var cut = Translated.request(CHAT, GEMINI, ASK).answers("{'candidates':[{'finishReason':2}]}");
        var blocked = Translated.request(CHAT, GEMINI, ASK).answers("{'promptFeedback':{'blockReason':'SAFETY'}}");
        var malformed = Translated.request(CHAT, GEMINI, ASK)
                .answers("{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}");

        assertThat(cut.whole().at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(blocked.whole().at("/choices/0/finish_reason").asText()).isEqualTo("content_filter");
        assertThat(Translated.failure(malformed::ends)).isInstanceOf(ProviderFailure.Empty.class);
    }

    @Test
    void aStoredPromptIsRefusedByName() {
        var failure = (ProviderFailure.InvalidRequest)
                Translated.refusal(GEMINI, CHAT, "{'cachedContent':'c/1','contents':[{'parts':[{'text':'Hi'}]}]}");

        assertThat(failure.reason().forCaller()).contains("cachedContent");
    }
}
