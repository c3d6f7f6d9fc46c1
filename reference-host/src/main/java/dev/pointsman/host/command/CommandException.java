package dev.pointsman.host.command;

/** A command cannot do what it was asked to; the message tells the person in front of it what to do. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Exit code 1. */
    static CommandException failed(String message) {
        return new CommandException(1, message);
    }

    /** Exit code 2. */
    static CommandException badInput(String message) {
        return new CommandException(2, message);
    }

    int exitCode() {
        return exitCode;
    }
}
