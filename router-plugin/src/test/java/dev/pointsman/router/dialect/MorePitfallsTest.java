package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.GEMINI;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static dev.pointsman.router.dialect.Spokes.RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pitfalls between other pairs of dialects than {@link WirePitfallsTest} has, by the numbers of {@link PitfallTableTest}. */
class MorePitfallsTest {

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";
    private static final String FUNCTION = "'tools':[{'type':'function','function':{'name':'f'}}],";

    private static Translated chatToGemini(String members) {
        return Translated.request(CHAT, GEMINI, "{'model':'auto'," + members + "}");
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "none, NONE", "required, ANY"})
    void row12GeminiIsToldWhetherToCallByItsOwnWords(String choice, String mode) {
        var gemini = chatToGemini(FUNCTION + "'tool_choice':'" + choice + "'," + HI);

        assertThat(gemini.at("/toolConfig/functionCallingConfig").toString()).isEqualTo("{\"mode\":\"" + mode + "\"}");
    }

    @Test
    void row12TheToolThatMustBeCalledIsGeminisOnlyAllowedName() {
        var gemini = chatToGemini(FUNCTION + "'tool_choice':{'type':'function','function':{'name':'f'}}," + HI);

        assertThat(gemini.at("/toolConfig/functionCallingConfig").toString())
                .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}");
    }

    @Test
    void row12OneAllowedNameOfGeminiIsTheToolThatMustBeCalled() {
        var chat = Translated.request(
                GEMINI,
                CHAT,
                "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}],'tools':[{'functionDeclarations':[{'name':'f'}]}],"
                        + "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}}}");

        assertThat(chat.at("/tool_choice/function/name").asText()).isEqualTo("f");
    }

    @Test
    void row12AChoiceAmongSomeToolsIsListed() {
        var messages = Translated.request(
                RESPONSES,
                MESSAGES,
                "{'model':'auto','input':'Hi','tools':[{'type':'function','name':'f','parameters':{'type':'object'}}],"
                        + "'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'f'}]}}");

        assertThat(messages.body().has("tool_choice")).isFalse();
        assertThat(messages.lost()).contains("$.tool_choice");
    }

    @Test
    void row19ThinkingThatIsSwitchedOffGoesWithNoEffort() {
        String asked =
                "{'model':'auto','max_tokens':4000,'thinking':{'type':'disabled'},'output_config':{'effort':'high'},"
                        + HI + "}";

        var chat = Translated.request(MESSAGES, CHAT, asked);
        var responses = Translated.request(MESSAGES, RESPONSES, asked);

        assertThat(chat.body().has("thinking")).isFalse();
        assertThat(chat.body().has("reasoning_effort")).isFalse();
        assertThat(chat.lost()).contains("$.output_config.effort").hasSize(2);
        assertThat(responses.body().has("reasoning")).isFalse();
        assertThat(responses.lost()).contains("$.output_config.effort").hasSize(2);
    }

    @Test
    void row25GeminiGetsFiveStopTexts() {
        var gemini = Translated.request(
                MESSAGES,
                GEMINI,
                "{'model':'auto','max_tokens':9,'stop_sequences':['a','b','c','d','e','f']," + HI + "}");

        assertThat(gemini.at("/generationConfig/stopSequences")).hasSize(5);
        assertThat(gemini.lost()).containsExactly("$.stop_sequences[5]");
    }

    /** Nothing is fetched here: the vendor gets the address. */
    @Test
    void row29AnAddressOfAnImageGoesToGeminiAsItIs() {
        var gemini = chatToGemini("'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]");

        assertThat(gemini.at("/contents/0/parts/0/fileData/fileUri").asText()).isEqualTo("https://example.org/a.png");
        assertThat(gemini.at("/contents/0/parts/1/inlineData/mimeType").asText())
                .isEqualTo("image/png");
        assertThat(gemini.at("/contents/0/parts/1/inlineData/data").asText()).isEqualTo("AAAA");
    }

    @Test
    void row33WhatGeminisToolsReadIsInput() {
        var chat = chatToGemini(HI)
                .answers(
                        "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}],'usageMetadata':"
                                + "{'promptTokenCount':5,'toolUsePromptTokenCount':3,'candidatesTokenCount':2,'thoughtsTokenCount':7}}");

        assertThat(chat.answer().usage()).contains(new Usage(8, 0, 0, 9, 7));
        assertThat(chat.whole().at("/usage/prompt_tokens").asInt()).isEqualTo(8);
        assertThat(chat.whole().at("/usage/completion_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void row35InputThatIsKnownOnlyAtTheEndIsToldAtTheEnd() {
        var messages = Translated.request(MESSAGES, CHAT, "{'model':'auto','max_tokens':9,'stream':true," + HI + "}")
                .answers(
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'content':'Yes'},'finish_reason':'stop'}]}",
                        "{'id':'c','model':'gpt','choices':[],'usage':{'prompt_tokens':12,'completion_tokens':3,'total_tokens':15}}",
                        "[DONE]");

        assertThat(messages.said())
                .filteredOn(frame -> frame.contains("\"message_delta\""))
                .singleElement()
                .asString()
                .contains("\"input_tokens\":12", "\"output_tokens\":3");
    }

    @Test
    void row36GeminiIsNotToldOfStreamOptions() {
        var gemini = chatToGemini("'stream':true,'stream_options':{'include_usage':true}," + HI);

        assertThat(gemini.body().toString()).doesNotContain("stream_options", "include_usage");
        assertThat(gemini.lost()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SAFETY, content_filter",
        "RECITATION, content_filter",
        "PROHIBITED_CONTENT, content_filter",
        "MODEL_ARMOR, content_filter",
        "MAX_TOKENS, length",
        "BRAND_NEW, BRAND_NEW"
    })
    void row37GeminisReasonsAreMappedAndAnUnknownOneIsNoProperEnd(String reason, String expected) {
        var chat = chatToGemini(HI)
                .answers("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'" + reason + "'}]}");

        assertThat(chat.whole().at("/choices/0/finish_reason").asText()).isEqualTo(expected);
    }

    @Test
    void row41MembersThatAreNobodysBusinessDoNoHarm() {
        var messages = Translated.request(MESSAGES, CHAT, "{'model':'auto','max_tokens':9,'stream':true," + HI + "}")
                .answers(
                        "{'id':'c','model':'gpt','obfuscation':'x7Q','choices':[{'index':0,'delta':{'content':'Yes'},"
                                + "'finish_reason':null}]}",
                        "{'id':'c','model':'gpt','obfuscation':'p','choices':[{'index':0,'delta':{},'finish_reason':'stop'}],"
                                + "'x_groq':{'id':'req_1','usage':{'prompt_tokens':4,'completion_tokens':1}}}",
                        "[DONE]");

        assertThat(messages.said()).anyMatch(frame -> frame.contains("\"text\":\"Yes\""));
        assertThat(messages.said()).noneMatch(frame -> frame.contains("x7Q"));
        assertThat(messages.answer().usage()).contains(Usage.of(4, 1));
    }
}
