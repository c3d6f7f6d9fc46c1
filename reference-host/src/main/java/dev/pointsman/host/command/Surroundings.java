package dev.pointsman.host.command;

import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.serve.OpenHost;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What commands find around them, so that a test can put something else there.
 *
 * @param environment the process's variables
 * @param ollamaAnswers whether an Ollama answers on this machine
 * @param hosts loads the plugins of an installation
 */
record Surroundings(
        Map<String, String> environment, BooleanSupplier ollamaAnswers, Function<Configuration, OpenHost> hosts) {

    Surroundings {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(ollamaAnswers, "ollamaAnswers");
        Objects.requireNonNull(hosts, "hosts");
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "Surroundings[" + environment.size() + " variables]";
    }
}
