package dev.pointsman.host.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.host.FakeHost;
import dev.pointsman.host.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigurationWatchTest {

    private static final String FIRST = "version: 1\naliases: {x: auto}\ncatalog: [prices.yaml]\n";
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ConfigurationWatch.class);

    @TempDir
    Path folder;

    private final FakeHost host = new FakeHost().answering("/policy", "{\"version\":\"v2\",\"warnings\":[]}");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private ConfigurationWatch watch;

    @BeforeEach
    void start() throws IOException {
        log.start();
        LOGGER.addAppender(log);
        write("pointsman.yaml", FIRST);
        write("prices.yaml", "m: {price: {input: 1, output: 2}}\n");
        Path file = folder.resolve("pointsman.yaml");
        Configuration started = Configuration.read(file);
        watch = new ConfigurationWatch(file, started, MadeRouter.make(started.policy(), host.context()));
        pollTwice();
    }

    @AfterEach
    void end() {
        watch.close();
        LOGGER.detachAppender(log);
    }

    @Test
    void asksNothingWhileTheFileStaysTheSame() throws IOException {
        write("pointsman.yaml", FIRST);
        pollTwice();

        assertThat(host.questions()).isEmpty();
    }

    @Test
    void givesTheRouterAChangedPolicyOnceItIsWrittenWhole() throws IOException {
        write("pointsman.yaml", FIRST.replace("x: auto", "y: auto"));
        watch.poll();
        int whileItMayStillBeWritten = host.questions().size();
        watch.poll();
        watch.poll();

        assertThat(whileItMayStillBeWritten).isZero();
        assertThat(host.questions()).singleElement().satisfies(question -> {
            assertThat(question.method() + " " + question.path()).isEqualTo("PUT /policy");
            assertThat(question.payload().utf8()).contains("\"aliases\":{\"y\":\"auto\"}", "\"input\":1");
        });
    }

    @Test
    void givesTheRouterTheNewPricesOfACatalogFile() throws IOException {
        write("prices.yaml", "m: {price: {input: 3, output: 2}}\n");
        pollTwice();

        assertThat(host.questions())
                .singleElement()
                .extracting(question -> question.payload().utf8())
                .asString()
                .contains("\"input\":3");
    }

    @Test
    void looksAtACatalogFileThatIsNamedLater() throws IOException {
        write("more.yaml", "n: {window: 1}\n");
        write("pointsman.yaml", FIRST.replace("prices.yaml", "prices.yaml, more.yaml"));
        pollTwice();
        pollTwice();
        write("more.yaml", "n: {window: 2}\n");
        pollTwice();

        assertThat(host.questions())
                .extracting(ControlRequest::payload)
                .extracting(payload -> payload.utf8().contains("\"window\":2"))
                .containsExactly(false, true);
    }

    @Test
    void tellsWhatIsWrongWithLineAndAsksNothing() throws IOException {
        write("pointsman.yaml", "version: 1\nversion: 2\n");
        pollTwice();

        assertThat(host.questions()).isEmpty();
        assertThat(logged()).contains("stays", "pointsman.yaml:1: version");
    }

    @Test
    void tellsWhatTheRouterRefusesAndGivesItTheNextChangeAgain() throws IOException {
        host.answering("/policy", null);
        write("pointsman.yaml", FIRST.replace("x: auto", "y: auto"));
        pollTwice();
        String refused = logged();
        host.answering("/policy", "{}");
        write("pointsman.yaml", FIRST.replace("x: auto", "z: auto"));
        pollTwice();

        assertThat(refused).contains("there is no /policy");
        assertThat(host.questions()).hasSize(2);
        assertThat(logged()).contains("in force");
    }

    @Test
    void tellsThatTheGatewaysOwnSectionNeedsARestart() throws IOException {
        write("pointsman.yaml", FIRST + "gateway: {listen: \"127.0.0.1:9999\"}\n");
        pollTwice();

        assertThat(host.questions()).isEmpty();
        assertThat(logged()).contains("next start", "gateway.listen").doesNotContain("gateway.admin");
    }

    @Test
    void leavesNoThreadBehind() {
        Configuration started = Configuration.read(folder.resolve("pointsman.yaml"));
        ConfigurationWatch running = ConfigurationWatch.start(
                folder.resolve("pointsman.yaml"), started, MadeRouter.make(Map.of("version", 1), host.context()));
        boolean ran = isRunning();

        running.close();

        assertThat(ran).isTrue();
        assertThat(isRunning()).isFalse();
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("pointsman-configuration") && thread.isAlive());
    }

    private void pollTwice() {
        watch.poll();
        watch.poll();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        log.list.forEach(event -> text.append(event.getFormattedMessage())
                .append(' ')
                .append(event.getKeyValuePairs())
                .append('\n'));
        return text.toString();
    }
}
