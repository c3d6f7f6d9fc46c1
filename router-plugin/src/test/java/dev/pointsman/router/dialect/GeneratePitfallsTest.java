package dev.pointsman.router.dialect;

import static dev.pointsman.router.dialect.Spokes.CHAT;
import static dev.pointsman.router.dialect.Spokes.GENERATE;
import static dev.pointsman.router.dialect.Spokes.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.failure.ProviderFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of {@code /api/generate}, answered by vendors of other dialects. */
class GeneratePitfallsTest {

    @Test
    void aPromptIsAConversationOfOneTurn() {
        Translated chat = Translated.request(
                GENERATE,
                CHAT,
                "{'model':'auto','prompt':'Hi','system':'Brief','images':['/9j/AAAA'],'template':'','context':[],"
                        + "'raw':false,'suffix':'','keep_alive':null,'stream':false,"
                        + "'options':{'num_predict':7,'temperature':0.5,'stop':['x']}}");

        assertThat(chat.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(chat.at("/messages/0/content").asText()).isEqualTo("Brief");
        assertThat(chat.at("/messages/1/content/0/text").asText()).isEqualTo("Hi");
        assertThat(chat.at("/messages/1/content/1/image_url/url").asText())
                .isEqualTo("data:image/jpeg;base64,/9j/AAAA");
        assertThat(chat.at("/max_tokens").asInt()).isEqualTo(7);
        assertThat(chat.lost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'suffix':'}'", "'context':[1,2]", "'raw':true"})
    void whatIsTiedToOneModelIsRefusedByName(String member) {
        ProviderFailure refusal = Translated.refusal(GENERATE, CHAT, "{'model':'auto','prompt':'Hi'," + member + "}");

        assertThat(refusal)
                .isInstanceOfSatisfying(
                        ProviderFailure.InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller())
                                .startsWith(member.substring(1, member.indexOf(':') - 1))
                                .contains("ollama-generate"));
    }

    @Test
    void aTemplateAndAKeepAliveAreListedAsLost() {
        Translated messages = Translated.request(
                GENERATE, MESSAGES, "{'model':'auto','prompt':'Hi','template':'{{ .Prompt }}','keep_alive':'5m'}");

        assertThat(messages.lost()).containsExactlyInAnyOrder("$.template", "$.keep_alive");
        assertThat(messages.at("/messages/0/content/0/text").asText()).isEqualTo("Hi");
    }

    @Test
    void loadingAModelIsNothingThatAnotherVendorDoes() {
        assertThat(Translated.refusal(GENERATE, CHAT, "{'model':'auto'}"))
                .isInstanceOf(ProviderFailure.InvalidRequest.class);
    }

    @Test
    void aSchemaIsAsked() {
        Translated chat = Translated.request(
                GENERATE, CHAT, "{'model':'auto','prompt':'Hi','format':{'type':'object'},'think':true}");

        assertThat(chat.at("/response_format/json_schema/schema/type").asText()).isEqualTo("object");
        assertThat(chat.at("/reasoning_effort").asText()).isEqualTo("medium");
    }

    @Test
    void aWholeAnswerIsOneObject() {
        JsonNode whole = Translated.request(GENERATE, CHAT, "{'model':'auto','prompt':'Hi','stream':false}")
                .answers("{'id':'c','model':'gpt','choices':[{'index':0,'message':{'role':'assistant',"
                        + "'reasoning_content':'Hm','content':'Yes'},'finish_reason':'length'}],"
                        + "'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}")
                .whole();

        assertThat(whole.path("model").asText()).isEqualTo("gpt");
        assertThat(whole.path("response").asText()).isEqualTo("Yes");
        assertThat(whole.path("thinking").asText()).isEqualTo("Hm");
        assertThat(whole.path("done").asBoolean()).isTrue();
        assertThat(whole.path("done_reason").asText()).isEqualTo("length");
        assertThat(whole.path("prompt_eval_count").asInt()).isEqualTo(3);
        assertThat(whole.path("eval_count").asInt()).isEqualTo(2);
    }

    @Test
    void aStreamIsLinesOfWhichTheLastOneCountsAndTimes() {
        Translated call = Translated.request(GENERATE, CHAT, "{'model':'auto','prompt':'Hi','stream':true}")
                .answers(
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'content':'Yes'}}]}",
                        "{'id':'c','model':'gpt','choices':[{'index':0,'delta':{'content':', I do'},'finish_reason':'stop'}]}",
                        "{'id':'c','model':'gpt','choices':[],'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}")
                .ends();

        assertThat(call.said()).hasSize(3);
        assertThat(call.said().getFirst()).contains("\"response\":\"Yes\",\"done\":false");
        assertThat(call.said().getLast())
                .contains("\"done\":true", "\"done_reason\":\"stop\"", "\"prompt_eval_count\":3", "\"eval_count\":2")
                .contains("\"total_duration\":", "\"prompt_eval_duration\":", "\"eval_duration\":");
    }
}
