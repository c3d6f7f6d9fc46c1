package dev.pointsman.host.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code warm}: done by the start script, which starts the JVM that learns; here it has its place among the commands. */
@Command(
        name = "warm",
        description = "Once after an installation: later starts take less than two thirds of the time.",
        mixinStandardHelpOptions = true)
final class WarmCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.badInput("warm is a command of the start script bin/pointsman alone. Without it, run the"
                + " demo with -XX:AOTCacheOutput=FILE, and later starts with -XX:AOTCache=FILE (Java 25 or newer).");
    }
}
