package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.host.FakeHost;
import dev.pointsman.hostkit.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CredentialsCommandTest {

    @TempDir
    Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sealsWhatStandardInputGivesAndListsItWithoutItsValue() throws IOException {
        int sealed = run(" sk-eng\n", "seal", "eng/openai/main");
        int again = run("sk-eng-2", "seal", "eng/openai/main");
        int platform = run("sk-platform", "seal", "openai/main");
        String said = out.toString();
        out.getBuffer().setLength(0);
        int listed = run("", "list", "--json");

        assertThat(List.of(sealed, again, platform, listed)).containsOnly(0);
        assertThat(said).contains("sealed version 2; refer to it as \"${sealed:eng/openai/main}\"");
        assertThat(new ObjectMapper().readTree(out.toString()).path("sealed"))
                .extracting(entry -> entry.path("reference").asText() + " "
                        + entry.path("version").asInt())
                .containsExactly("${sealed:openai/main} 1", "${sealed:eng/openai/main} 2");
        assertThat(said + out + err).doesNotContain("sk-");
    }

    @Test
    void whatChangesIsWrittenDownWithoutValues() throws Exception {
        run("sk-eng", "seal", "eng/openai/main");
        run("", "list");
        run("", "rotate-master");
        run("", "remove", "eng/openai/main");
        run("", "remove", "eng/openai/main");

        List<String> rows = new ArrayList<>();
        try (Store store = Store.inFolder(temporary.resolve("data"));
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT who, action, target, status, outcome FROM admin_audit ORDER BY at, status")) {
            while (row.next()) {
                rows.add(row.getString("who") + " " + row.getString("action") + " " + row.getString("target") + " "
                        + row.getInt("status") + " " + row.getString("outcome"));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "command line PUT /credentials/eng/openai/main 200 ok",
                        "command line POST /credentials/rotate-master 200 ok",
                        "command line DELETE /credentials/eng/openai/main 200 ok",
                        "command line DELETE /credentials/eng/openai/main 404 nothing_sealed");
    }

    @Test
    void removesOneAndSaysWhenThereIsNone() {
        run("sk-eng", "seal", "eng/openai/main");

        assertThat(run("", "remove", "eng/openai/main")).isZero();
        assertThat(run("", "remove", "eng/openai/main")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing is sealed as eng/openai/main");
    }

    @Test
    void rotatesTheMasterKey() throws IOException {
        run("sk-eng", "seal", "eng/openai/main");
        String before = Files.readString(temporary.resolve("data/master-key"));

        assertThat(run("", "rotate-master")).isZero();

        assertThat(Files.readString(temporary.resolve("data/master-key"))).isNotEqualTo(before);
        assertThat(out.toString()).contains("1 data keys were sealed anew");
    }

    @Test
    void aBadSecretOrNameIsBadInput() {
        assertThat(run("", "seal", "eng/openai/main")).isEqualTo(2);
        assertThat(run("two words", "seal", "eng/openai/main")).isEqualTo(2);
        assertThat(run("sk-1", "seal", "main")).isEqualTo(2);
        assertThat(err.toString())
                .contains("the secret is empty", "position 3", "write WORKSPACE/PROVIDER/ID")
                .doesNotContain("two words", "sk-1");
    }

    @Test
    void aMasterKeyThatIsNoneIsToldWithAWayOut() {
        assertThat(run(Map.of("POINTSMAN_MASTER_KEY", "nonsense!"), "sk-1", "seal", "eng/openai/main"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("openssl rand -base64 32").doesNotContain("nonsense");
    }

    private int run(String input, String... arguments) {
        return run(Map.of(), input, arguments);
    }

    private int run(Map<String, String> environment, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", temporary.resolve("data").toString()));
        Surroundings surroundings = new Surroundings(environment, () -> false, gateway -> new FakeHost());
        return new CommandLine(new CredentialsCommand(surroundings, what -> input))
                .setExecutionExceptionHandler(new FailurePrinter())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
