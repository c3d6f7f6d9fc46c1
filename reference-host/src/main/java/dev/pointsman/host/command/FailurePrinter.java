package dev.pointsman.host.command;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.host.control.RouterUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failed command's reason in one line, and a defect with its stack trace. */
final class FailurePrinter implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CommandException expected) {
            command.getErr().println("pointsman: " + expected.getMessage());
            return expected.exitCode();
        }
        if (failure instanceof ControlException || failure instanceof RouterUnavailableException) {
            command.getErr().println("pointsman: " + failure.getMessage());
            return 1;
        }
        command.getErr().println("pointsman: this is a defect; please report it with these lines");
        failure.printStackTrace(command.getErr());
        return 1;
    }
}
