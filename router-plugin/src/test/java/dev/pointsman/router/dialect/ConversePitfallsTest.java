package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.CONVERSE;
import static dev.pointsman.router.dialect.Spokes.GEMINI;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.ProviderFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Converse refuses, and what its answers mean. */
class ConversePitfallsTest {

    private static final String CLAUDE = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String TOOL = "'tools':[{'name':'f','input_schema':{'type':'object'}}]";
    private static final String CALLED = "{'role':'user','content':'Hi'},{'role':'assistant','content':["
            + "{'type':'tool_use','id':'toolu_1','name':'f','input':{'big':12345678901234567890}}]}";

    @Test
    void rolesAlternateAndResultsComeFirstWithTheirStatus() {
        Translated sent = messages(
                "'messages':[" + CALLED + ",{'role':'user','content':[{'type':'text','text':'Go on'},"
                        + "{'type':'tool_result','tool_use_id':'toolu_1','content':'no','is_error':true}]},"
                        + "{'role':'user','content':'Now'}]," + TOOL,
                CLAUDE);

        JsonNode results = sent.at("/messages/2/content");
        assertThat(sent.at("/messages")).hasSize(3);
        assertThat(results).hasSize(3);
        assertThat(results.at("/0/toolResult/toolUseId").asText()).isEqualTo("toolu_1");
        assertThat(results.at("/0/toolResult/status").asText()).isEqualTo("error");
        assertThat(results.findValuesAsText("text")).containsExactly("no", "Go on", "Now");
        assertThat(sent.at("/messages/1/content/0/toolUse/input").toString()).contains("12345678901234567890");
        assertThat(sent.lost()).isEmpty();
    }

    @Test
    void objectsThatToolsGaveBackStayObjects() {
        Translated sent = Translated.request(
                GEMINI,
                CONVERSE,
                "{'contents':[{'role':'user','parts':[{'text':'Hi'}]},"
                        + "{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'km':1094}}}]}]}",
                ModelTarget.of("v", CLAUDE));

        assertThat(sent.at("/messages/2/content/0/toolResult/content/0/json/km").asInt())
                .isEqualTo(1094);
    }

    @Test
    void callsInAConversationOfferTheirToolsAgain() {
        Translated sent = messages(
                "'messages':[" + CALLED + ",{'role':'user','content':["
                        + "{'type':'tool_result','tool_use_id':'toolu_1','content':'1'}]}]",
                CLAUDE);

        assertThat(sent.at("/toolConfig/tools/0/toolSpec/name").asText()).isEqualTo("f");
        assertThat(sent.at("/toolConfig/tools/0/toolSpec/inputSchema/json/type").asText())
                .isEqualTo("object");
    }

    @ParameterizedTest
    @CsvSource({
        "any, anthropic.claude-3-haiku, any, true",
        "tool, amazon.nova-pro-v1:0, tool, true",
        "any, mistral.mistral-large-2402-v1:0, any, true",
        "any, meta.llama3-1-70b-instruct-v1:0, any, false",
        "tool, mistral.mistral-large-2402-v1:0, tool, false"
    })
    void onlySomeModelsCanBeMadeToCall(String asked, String model, String word, boolean written) {
        Translated sent = messages(
                "'messages':[{'role':'user','content':'Hi'}]," + TOOL + ",'tool_choice':{'type':'" + asked
                        + "','name':'f'}",
                model);

        assertThat(sent.at("/toolConfig/toolChoice").has(word)).isEqualTo(written);
        assertThat(sent.lost().contains("$.tool_choice")).isEqualTo(!written);
    }

    @Test
    void toolsThatMayNotBeCalledAreNotOffered() {
        Translated sent = messages(
                "'messages':[{'role':'user','content':'Hi'}]," + TOOL + ",'tool_choice':{'type':'none'}", CLAUDE);

        assertThat(sent.body().has("toolConfig")).isFalse();
        assertThat(sent.lost()).contains("$.tools");
    }

    @Test
    void cacheMarksBecomeBlocksOfTheirOwnWhereTheModelCaches() {
        String cached = "'cache_control':{'type':'ephemeral','ttl':'1h'}";
        String body = "'system':[{'type':'text','text':'S'," + cached + "}],'messages':[{'role':'user','content':["
                + "{'type':'text','text':'Hi'," + cached + "},{'type':'text','text':'there'}]}],"
                + "'tools':[{'name':'f','input_schema':{'type':'object'}," + cached + "}]";

        Translated claude = messages(body, CLAUDE);
        Translated nova = messages(body, "amazon.nova-lite-v1:0");
        Translated llama = messages(body, "meta.llama3-3-70b-instruct-v1:0");

        String point = "{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}";
        assertThat(claude.at("/system/1").toString()).isEqualTo(point);
        assertThat(claude.at("/messages/0/content/1").toString()).isEqualTo(point);
        assertThat(claude.at("/toolConfig/tools/1").toString()).isEqualTo(point);
        assertThat(claude.lost()).isEmpty();
        assertThat(nova.at("/system/1").toString()).isEqualTo("{\"cachePoint\":{\"type\":\"default\"}}");
        assertThat(nova.lost())
                .containsExactlyInAnyOrder(
                        "$.system[0].cache_control.ttl",
                        "$.messages[0].content[0].cache_control.ttl",
                        "$.tools[0].cache_control");
        assertThat(llama.body().toString()).doesNotContain("cachePoint");
        assertThat(llama.lost()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-4-5-20250929-v1:0, /thinking/budget_tokens, 4000",
        "us.anthropic.claude-opus-4-6-v1, /thinking/type, adaptive",
        "us.anthropic.claude-opus-4-6-v1, /output_config/effort, medium",
        "us.amazon.nova-2-lite-v1:0, /reasoningConfig/maxReasoningEffort, medium",
        "openai.gpt-oss-120b-1:0, /reasoning_effort, medium"
    })
    void eachFamilyIsAskedToReasonInItsOwnWords(String model, String place, String value) {
        Translated sent = messages(
                "'max_tokens':8000,'thinking':{'type':'enabled','budget_tokens':4000},"
                        + "'messages':[{'role':'user','content':'Hi'}]",
                model);

        assertThat(sent.at("/additionalModelRequestFields" + place).asText()).isEqualTo(value);
        assertThat(sent.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(8000);
    }

    @Test
    void claudesThinkingTakesNeitherTemperatureNorTopK() {
        Translated sent = messages(
                "'max_tokens':8000,'temperature':0.5,'top_k':5,'thinking':{'type':'enabled','budget_tokens':4000},"
                        + "'messages':[{'role':'user','content':'Hi'}]",
                CLAUDE);

        assertThat(sent.body().at("/inferenceConfig").has("temperature")).isFalse();
        assertThat(sent.lost()).containsExactlyInAnyOrder("$.temperature", "$.top_k");
    }

    @Test
    void anOpenToolLoopOfAnotherProviderGoesOnWithoutReasoning() {
        Translated sent = messages(
                "'max_tokens':8000,'thinking':{'type':'enabled','budget_tokens':4000},'messages':[" + CALLED
                        + ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1','content':'1'}]}],"
                        + TOOL,
                CLAUDE);

        assertThat(sent.body().has("additionalModelRequestFields")).isFalse();
        assertThat(sent.lost()).contains("$.thinking.budget_tokens");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-haiku, /additionalModelRequestFields/top_k",
        "amazon.nova-pro-v1:0, /additionalModelRequestFields/inferenceConfig/topK",
        "cohere.command-r-v1:0, /additionalModelRequestFields/k"
    })
    void topKStandsWhereTheFamilyHasIt(String model, String place) {
        Translated sent = messages("'max_tokens':9,'top_k':5,'messages':[{'role':'user','content':'Hi'}]", model);

        assertThat(sent.at(place).asInt()).isEqualTo(5);
    }

    @Test
    void documentsHaveNamesOfTheirOwn() {
        String file = "{'type':'file','file':{'filename':'a_b.pdf','file_data':'data:application/pdf;base64,AAAA'}}";
        Translated sent = chat(
                "'messages':[{'role':'user','content':[{'type':'text','text':'Read'}," + file + "," + file + "]}]");

        JsonNode content = sent.at("/messages/0/content");
        assertThat(content.findValuesAsText("name")).containsExactly("a-b-pdf", "a-b-pdf (2)");
        assertThat(content.at("/1/document/format").asText()).isEqualTo("pdf");
        assertThat(content.at("/1/document/source/bytes").asText()).isEqualTo("AAAA");
        assertThat(sent.lost())
                .containsExactly("$.messages[0].content[1].file.filename", "$.messages[0].content[2].file.filename");
    }

    @Test
    void picturesAreBytesOrLieInS3() {
        Translated sent = chat("'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'data:image/jpeg;base64,AAAA'}},"
                + "{'type':'image_url','image_url':{'url':'s3://bucket/a.png'}},"
                + "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]}]");

        JsonNode content = sent.at("/messages/0/content");
        assertThat(content).hasSize(2);
        assertThat(content.at("/0/image/format").asText()).isEqualTo("jpeg");
        assertThat(content.at("/1/image/source/s3Location/uri").asText()).isEqualTo("s3://bucket/a.png");
        assertThat(sent.lost()).containsExactly("$.messages[0].content[2]");
    }

    @Test
    void theSchemaOfAnAnswerTravelsAsText() {
        Translated sent = chat("'messages':[{'role':'user','content':'Hi'}],'response_format':{'type':'json_schema',"
                + "'json_schema':{'name':'river','schema':{'type':'object'}}}");

        JsonNode format = sent.at("/outputConfig/textFormat");
        assertThat(format.path("type").asText()).isEqualTo("json_schema");
        assertThat(format.at("/structure/jsonSchema/schema").asText()).isEqualTo("{\"type\":\"object\"}");
        assertThat(format.at("/structure/jsonSchema/name").asText()).isEqualTo("river");
    }

    @Test
    void aModelWithoutInstructionsGetsThemAsTheUsersWords() {
        Translated sent = Translated.request(
                CHAT,
                CONVERSE,
                "{'model':'auto','messages':[{'role':'system','content':'Brief'},{'role':'user','content':'Hi'}]}",
                ModelTarget.of("v", "mistral.mixtral-8x7b-instruct-v0:1"));

        assertThat(sent.body().has("system")).isFalse();
        assertThat(sent.at("/messages/0/content").findValuesAsText("text")).containsExactly("Brief", "Hi");
    }

    @Test
    void blankTextsAndEmptyTurnsAreLeftOut() {
        Translated sent = chat("'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':''},"
                + "{'role':'user','content':' '},{'role':'user','content':'there'}]");

        assertThat(sent.at("/messages")).hasSize(1);
        assertThat(sent.lost()).containsExactly("$.messages[2].content");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop",
        "max_tokens, length",
        "model_context_window_exceeded, length",
        "guardrail_intervened, content_filter",
        "content_filtered, content_filter",
        "stop_sequence, stop"
    })
    void anAnswersEndIsToldInTheClientsWord(String word, String expected) {
        Translated whole = chat("'messages':[{'role':'user','content':'Hi'}]")
                .answers("{'output':{'message':{'role':'assistant','content':[{'text':'A'}]}},'stopReason':'" + word
                        + "','usage':{'inputTokens':7,'cacheReadInputTokens':2,'cacheWriteInputTokens':1,'outputTokens':3},"
                        + "'metrics':{'latencyMs':5}}");

        assertThat(whole.whole().at("/choices/0/finish_reason").asText()).isEqualTo(expected);
        assertThat(whole.whole().at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    }

    @Test
    void aToolCallThatTheModelSpoiltIsNoAnswer() {
        Translated call = chat("'messages':[{'role':'user','content':'Hi'}]");

        assertThat(Translated.failure(
                        () -> call.answers("{'output':{'message':{'content':[]}},'stopReason':'malformed_tool_use'}")))
                .isInstanceOf(ProviderFailure.Malformed.class);
    }

    @Test
    void toolsInAStreamAreRefusedByNameWhereTheModelCallsNoneThere() {
        String asked =
                "{'model':'auto','max_tokens':9,'stream':%s,'messages':[{'role':'user','content':'Hi'}]," + TOOL + "}";
        ModelTarget llama = ModelTarget.of("v", "us.meta.llama3-1-70b-instruct-v1:0");

        ProviderFailure refused =
                Translated.failure(() -> Translated.request(MESSAGES, CONVERSE, asked.formatted("true"), llama));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller())
                                .contains("us.meta.llama3-1-70b-instruct-v1:0 calls none in a stream"));
        assertThat(Translated.request(MESSAGES, CONVERSE, asked.formatted("false"), llama)
                        .body()
                        .has("toolConfig"))
                .isTrue();
    }

    private static Translated chat(String members) {
        return Translated.request(CHAT, CONVERSE, "{'model':'auto'," + members + "}", ModelTarget.of("v", CLAUDE));
    }

    private static Translated messages(String members, String model) {
        return Translated.request(MESSAGES, CONVERSE, "{'model':'auto'," + members + "}", ModelTarget.of("v", model));
    }
}
