package dev.pointsman.host;

import dev.pointsman.host.command.RootCommand;

/** Where the process starts. Exit codes: 0 done, 1 failed, 2 bad usage or bad input. */
public final class Pointsman {

    private Pointsman() {}

    public static void main(String[] arguments) {
        System.exit(RootCommand.commandLine().execute(arguments));
    }
}
