package dev.pointsman.dropin;

import dev.pointsman.dropin.log.StandardError;
import dev.pointsman.host.command.RootCommand;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.event.Level;
import picocli.CommandLine;

/** Where {@code java -jar} starts: the reference host's commands over the plugins inside the jar, {@code serve} if none is named. */
public final class DropIn {

    private static final Set<String> ABOUT_US = Set.of("-h", "--help", "-V", "--version");

    private DropIn() {}

    public static void main(String[] arguments) {
        Settings settings = Settings.ofProcess();
        CommandLine commands = RootCommand.commandLine(
                        configuration -> BundledHost.open(configuration, settings.variables()),
                        () -> StandardError.atLeast(Level.ERROR))
                .setDefaultValueProvider(new VariableDefaults(settings));
        System.exit(commands.execute(withCommand(arguments)));
    }

    static String[] withCommand(String... arguments) {
        boolean named = arguments.length > 0 && (!arguments[0].startsWith("-") || ABOUT_US.contains(arguments[0]));
        return named
                ? arguments
                : Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new);
    }
}
