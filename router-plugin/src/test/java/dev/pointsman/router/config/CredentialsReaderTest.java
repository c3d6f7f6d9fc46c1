package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.provider.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsReaderTest {

    private static final String ONE = """
            {"id": "one", "credential": "${env:ONE}", "owner": "eng", "source": "vault"}""";

    @Test
    void aWorkspacesListKeepsItsOrderOwnersSourcesAndWeights() {
        RouterConfig config = read("""
                {"id": "one", "credential": "${env:ONE}", "owner": "eng", "source": "vault", "weight": 3},
                {"id": "two", "credential": "${sealed:red/openai/two}", "owner": "ops", "source": "portal", "weight": 1}""");

        assertThat(config.workspace("red").credentials().get("openai"))
                .containsExactly(
                        new CredentialConfig("one", "${env:ONE}", "eng", "vault", 3),
                        new CredentialConfig("two", "${sealed:red/openai/two}", "ops", "portal", 1));
        assertThat(config.workspace("red").byok()).isEqualTo(Byok.DEFAULT);
    }

    @Test
    void withoutOwnerOrSourceACredentialIsRefusedUnlessThePolicySaysThatOwnershipIsOptional() {
        String bare = """
                {"id": "one", "credential": "${env:ONE}"}""";

        assertThat(problems(bare, ""))
                .containsExactly(
                        "workspaces.red.credentials.openai[0].owner is missing",
                        "workspaces.red.credentials.openai[0].source is missing");
        assertThat(problems(ONE, "").isEmpty()).isTrue();
        RouterConfig config = RouterConfig.read(tree(bare, ", \"ownership\": \"optional\""), Vocabulary.unchecked());
        assertThat(config.workspace("red")
                        .credentials()
                        .get("openai")
                        .getFirst()
                        .owner())
                .isEqualTo(ProviderConfig.UNSTATED);
    }

    @Test
    void aProviderWithoutOwnerOrSourceIsRefusedToo() {
        assertThat(providerProblems("""
                {"openai": {"type": "fake", "credential": "${env:A}"},
                 "list": {"type": "fake", "owner": "t", "credentials": [{"id": "a", "credential": "${env:A}"}]}}"""))
                .containsExactly(
                        "providers.openai.owner is missing",
                        "providers.openai.source is missing",
                        "providers.list.credentials[0].source is missing");
    }

    @Test
    void aProvidersListTakesTheEntrysOwnerAndSource() {
        RouterConfig config = RouterConfig.read(json("""
                {"providers": {"p": {"type": "fake", "owner": "team", "source": "vault", "credentials": [
                   {"id": "a", "credential": "${env:A}"}, {"id": "b", "credential": "${env:B}", "owner": "ops"}]}}}"""), Vocabulary.unchecked());

        assertThat(config.providers().get("p").platformCredentials())
                .containsExactly(
                        new CredentialConfig("a", "${env:A}", "team", "vault", 0),
                        new CredentialConfig("b", "${env:B}", "ops", "vault", 0));
    }

    @Test
    void whatIsSealedForAnotherPlaceIsRefused() {
        assertThat(problems(ONE.replace("${env:ONE}", "${sealed:blue/openai/one}"), ""))
                .containsExactly("workspaces.red.credentials.openai[0].credential is sealed for another place");
        assertThat(problems(ONE.replace("${env:ONE}", "${sealed:openai/one}"), ""))
                .containsExactly("workspaces.red.credentials.openai[0].credential is sealed for another place");
        assertThat(providerProblems("""
                {"openai": {"type": "fake", "owner": "t", "source": "s", "credential": "${sealed:red/openai/one}"}}""")).containsExactly("providers.openai.credential is sealed for another place");
    }

    @Test
    void idsAreNamesAndUniqueAndWeightsAreForAllOrNone() {
        assertThat(problems(ONE + "," + ONE, ""))
                .containsExactly("workspaces.red.credentials.openai[1].id \"one\" stands here twice");
        assertThat(problems(ONE.replace("\"one\"", "\"a/b\""), ""))
                .containsExactly("workspaces.red.credentials.openai[0].id is no id");
        assertThat(problems(ONE + "," + ONE.replace("\"one\"", "\"two\", \"weight\": 2"), ""))
                .containsExactly("workspaces.red.credentials.openai has weights for some credentials alone");
    }

    private static RouterConfig read(String credentials) {
        return RouterConfig.read(tree(credentials, ""), Vocabulary.unchecked());
    }

    private static List<String> problems(String credentials, String more) {
        return problems(tree(credentials, more));
    }

    private static List<String> providerProblems(String providers) {
        return problems(json("{\"providers\": " + providers + "}"));
    }

    private static List<String> problemsOf(InvalidSettingsException refused) {
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(problem -> problem.path() + " " + problem.message())
                        .toList();
    }

    private static List<String> problems(Map<String, Object> tree) {
        return problemsOf(catchThrowableOfType(
                InvalidSettingsException.class, () -> RouterConfig.read(tree, Vocabulary.unchecked())));
    }

    private static Map<String, Object> tree(String credentials, String more) {
        return json("""
                {"providers": {"openai": {"type": "fake", "owner": "t", "source": "s", "credential": "${env:A}"}},
                 "workspaces": {"red": {"credentials": {"openai": [%s]}}}%s}""".formatted(credentials, more));
    }

    private static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
