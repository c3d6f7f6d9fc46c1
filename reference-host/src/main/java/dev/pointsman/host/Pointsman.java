package dev.pointsman.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.pointsman.host.command.RootCommand;
import dev.pointsman.host.serve.PluginFolder;
import org.slf4j.LoggerFactory;

/** Where the process starts. Exit codes: 0 done, 1 failed, 2 bad usage or bad input. */
public final class Pointsman {

    private Pointsman() {}

    public static void main(String[] arguments) {
        System.exit(RootCommand.commandLine(PluginFolder::open, Pointsman::logErrorsAlone)
                .execute(arguments));
    }

    private static void logErrorsAlone() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }
}
