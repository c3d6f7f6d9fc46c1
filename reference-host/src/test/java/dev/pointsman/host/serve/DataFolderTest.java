package dev.pointsman.host.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void takesOthersPermissionsFromItsOwnFilesAlone() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("data"));
        folder.keyOrNew("key");
        Path somebodys = Files.writeString(folder.file("notes.txt"), "mine");
        Path database = Files.writeString(folder.file("pointsman.db-wal"), "");
        for (Path file : List.of(folder.file("key"), somebodys, database)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }

        List<Path> repaired = folder.shutOthersOut();

        assertThat(repaired).containsExactlyInAnyOrder(folder.file("key"), database);
        assertThat(DataFolder.isOpenToOthers(folder.file("key"))).isFalse();
        assertThat(DataFolder.isOpenToOthers(somebodys)).isTrue();
        assertThat(folder.shutOthersOut()).isEmpty();
    }

    @Test
    void makesAKeyOnceAndKeepsItToItsOwner() throws IOException {
        Path path = temporary.resolve("new/data");

        LocalKey first = LocalKey.data(Map.of(), DataFolder.open(path));
        LocalKey again = LocalKey.data(Map.of(), DataFolder.open(path));
        LocalKey admin = LocalKey.admin(Map.of(), DataFolder.open(path));

        assertThat(again.secret().reveal()).isEqualTo(first.secret().reveal()).startsWith("pm-");
        assertThat(admin.secret().reveal()).isNotEqualTo(first.secret().reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("key"))))
                .isEqualTo("rw-------");
        assertThat(first.place()).isEqualTo(path.resolve("key").toString());
        assertThat(first.toString()).doesNotContain(first.secret().reveal());
        try (var files = Files.list(path)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void prefersTheEnvironmentAndThenWritesNothing() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("data"));

        LocalKey key = LocalKey.data(Map.of("POINTSMAN_KEY", "mine\n"), folder);

        assertThat(key.secret().reveal()).isEqualTo("mine");
        assertThat(key.shell()).isEqualTo("$POINTSMAN_KEY");
        assertThat(folder.key("key")).isEmpty();
    }

    @Test
    void agreesOnOneKeyWhenManyStartAtOnce() throws Exception {
        DataFolder folder = DataFolder.open(temporary.resolve("data"));
        Set<String> keys;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Secret>> tasks = IntStream.range(0, 20)
                    .<Callable<Secret>>mapToObj(i -> () -> folder.keyOrNew("key"))
                    .toList();
            keys = threads.invokeAll(tasks).stream()
                    .map(Future::resultNow)
                    .map(Secret::reveal)
                    .collect(Collectors.toSet());
        }

        assertThat(keys).hasSize(1);
    }

    @Test
    void saysWhatToDoWithABrokenKeyFile() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("data"));
        Files.writeString(folder.file("key"), "two words\n");

        assertThatThrownBy(() -> folder.keyOrNew("key"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("remove the file")
                .hasMessageNotContaining("two words");
    }

    @Test
    void noticesWhatOthersMayRead() throws IOException {
        Path file = Files.writeString(temporary.resolve("f"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(DataFolder.isOpenToOthers(file)).isFalse();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(DataFolder.isOpenToOthers(file)).isTrue();
    }

    @Test
    void quotesAFolderWithAQuoteForTheShell() throws IOException {
        LocalKey key = LocalKey.data(Map.of(), DataFolder.open(temporary.resolve("it's")));

        assertThat(key.shell()).startsWith("$(cat '").endsWith("it'\\''s/key')");
    }
}
