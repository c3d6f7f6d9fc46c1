package dev.pointsman.dropin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives the commands what a host's plugin takes from variables and from a file that lies near, unless an option says otherwise. */
record VariableDefaults(Settings settings) implements IDefaultValueProvider {

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        return switch (option.longestName()) {
            case "--config" -> settings.file().map(Path::toString).orElse(null);
            case "--port" -> settings.variable(Settings.PORT).orElse(null);
            case "--admin-port" -> settings.variable(Settings.ADMIN_PORT).orElse(null);
            case "--data" -> settings.variable(Settings.DATA).orElse(null);
            default -> null;
        };
    }
}
