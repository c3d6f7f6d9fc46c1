package dev.pointsman.host.command;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a person or a program gives a secret: never on the command line, which every user of a machine can read. */
@FunctionalInterface
interface SecretInput {

    /**
     * Asks for it.
     *
     * @param what it is, for a prompt
     */
    String read(String what) throws IOException;

    /** A prompt without an echo on a terminal, else the whole standard input. */
    static SecretInput ofProcess() {
        return what -> {
            // Some Java releases take a redirected input for a console unless they are told not to.
            System.setProperty("jdk.console", "java.base");
            Console console = System.console();
            if (console == null) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            char[] typed = console.readPassword("%s: ", what);
            if (typed == null) {
                return "";
            }
            String secret = new String(typed);
            Arrays.fill(typed, ' ');
            return secret;
        };
    }
}
