package dev.pointsman.host.command;

import dev.pointsman.api.control.ControlRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code decisions}: what became of the last requests. */
@Command(
        name = "decisions",
        description = "Lists the last requests: who answered, how often was tried, what it cost.",
        mixinStandardHelpOptions = true)
final class DecisionsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private LookOptions look;

    DecisionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return look.show(look.installation().routerOverStore(surroundings), ControlRequest.get("/decisions"));
    }
}
