package dev.pointsman.hostkit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.SecretUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSecretsTest {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void readsAVariable() {
        assertThat(secrets(Map.of("KEY", " sk-1\n")).resolve("${env:KEY}").reveal())
                .isEqualTo("sk-1");
    }

    @Test
    void aMissingVariableIsNamedWithAWayOut() {
        assertThatThrownBy(() -> secrets(Map.of()).resolve("${env:KEY}"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(
                        "${env:KEY}: the variable KEY is not set; export it before the start, or take the entry out");
    }

    @Test
    void readsAFileAgainEachTime() throws IOException {
        HostSecrets secrets = secrets(Map.of());
        Path file = write("  sk-old\r\n", "rw-------");
        assertThat(secrets.resolve("${file:" + file + "}").reveal()).isEqualTo("sk-old");

        write("sk-new\n", "rw-------");

        assertThat(secrets.resolve("${file:key}").reveal()).isEqualTo("sk-new");
        assertThat(warnings).isEmpty();
    }

    @Test
    void warnsOnceOfAFileThatEveryoneCanRead() throws IOException {
        write("sk-1", "rw-r--r--");
        HostSecrets secrets = secrets(Map.of());

        secrets.resolve("${file:key}");
        secrets.resolve("${file:key}");

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("${file:key}")
                .contains("chmod 600")
                .doesNotContain("sk-1");
    }

    @Test
    void aMissingFileIsNamedWithAWayOut() {
        assertThatThrownBy(() -> secrets(Map.of()).resolve("${file:nowhere}"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage("${file:nowhere}: there is no such file; create it or correct the path");
    }

    @Test
    void aFolderIsNoSecret() {
        assertThatThrownBy(() -> secrets(Map.of()).resolve("${file:.}"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("name a plain file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "sk-1 sk-2", "sk-1\nsk-2", "clé-sécrète"})
    void aBrokenValueIsNotQuoted(String value) throws IOException {
        write(value, "rw-------");

        assertThatThrownBy(() -> secrets(Map.of()).resolve("${file:key}"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageStartingWith("${file:key}: the secret ")
                .hasMessageContaining("let the file hold the key alone")
                .hasMessageNotContaining("sk-")
                .hasMessageNotContaining("crète");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-live-key", "$KEY", "${KEY}", "${vault:sk-live-key}", "x${env:KEY}", "${env:}"})
    void whatIsNoReferenceIsNotQuoted(String value) {
        assertThatThrownBy(() -> secrets(Map.of("KEY", "sk-1")).resolve(value))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("${env:NAME}, ${file:PATH} or ${sealed:…}")
                .hasMessageNotContaining("sk-live-key");
    }

    private HostSecrets secrets(Map<String, String> environment) {
        return new HostSecrets(environment::get, folder, warnings::add);
    }

    private Path write(String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }
}
