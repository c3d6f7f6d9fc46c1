package dev.pointsman.host.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.config.GatewayConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the router what changes in a configuration's file and in the catalog files it names. Changes of the section {@code
 * gateway} are only told: they need a restart. What cannot be used changes nothing. One thread of its own, until closed.
 */
final class ConfigurationWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final MadeRouter router;
    private final GatewayConfig gateway;
    private final ScheduledExecutorService thread;
    private List<Path> catalogFiles;
    private Map<String, Object> policy;
    private String handled;
    private String seen;

    /** Looks when {@link #poll} is called. */
    ConfigurationWatch(Path file, Configuration started, MadeRouter router) {
        this.file = file;
        this.router = router;
        this.gateway = Configuration.read(file).gateway();
        this.catalogFiles = started.catalogFiles();
        this.policy = started.policy();
        this.handled = "";
        this.seen = "";
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("pointsman-configuration").factory());
    }

    /** Looks every second. */
    static ConfigurationWatch start(Path file, Configuration started, MadeRouter router) {
        ConfigurationWatch watch = new ConfigurationWatch(file, started, router);
        watch.thread.scheduleWithFixedDelay(watch::pollSafely, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException e) {
            // Thrown out of here it would silently end the watch.
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("exception", e.getClass().getName())
                    .log("the configuration could not be looked at");
        }
    }

    /** A file that is just being written is left alone until it looks the same twice. */
    void poll() {
        String content = ContentHash.of(file, catalogFiles);
        boolean settled = content.equals(seen);
        seen = content;
        if (settled && !content.equals(handled)) {
            handled = content;
            reload();
        }
    }

    private void reload() {
        Configuration read = Configuration.read(file);
        if (!read.problems().isEmpty()) {
            for (SettingsProblem problem : read.problems()) {
                refused(read.lines().print(problem));
            }
            return;
        }
        List<String> restart = gateway.differences(read.gateway());
        if (!restart.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("changed", restart)
                    .log("these settings change with the next start of the gateway");
        }
        if (!read.catalogFiles().equals(catalogFiles)) {
            catalogFiles = read.catalogFiles();
            handled = ContentHash.of(file, catalogFiles);
        }
        if (!read.policy().equals(policy)) {
            apply(read.policy());
        }
    }

    private void apply(Map<String, Object> changed) {
        try {
            Payload body = Payload.of(JSON.writeValueAsBytes(changed));
            JsonNode answer = router.ask(new ControlRequest("PUT", "/policy", Map.of(), body));
            policy = changed;
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("policy", answer.path("version").asText())
                    .addKeyValue("warnings", answer.path("warnings").size())
                    .log("the changed policy is in force");
        } catch (ControlException e) {
            // A refusal's first line says that it is one.
            String.valueOf(e.getMessage())
                    .lines()
                    .skip(e.status() == 422 ? 1 : 0)
                    .forEach(this::refused);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JDK types can be written", e);
        }
    }

    private void refused(String why) {
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("problem", why)
                .log("the changed policy is refused, the one in force stays");
    }

    /** Waits for a reload that is under way. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
