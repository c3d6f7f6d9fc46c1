package dev.pointsman.host.command;

import dev.pointsman.api.control.ControlRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code health}: which endpoints may be called now, and how they did lately. */
@Command(
        name = "health",
        description = "Lists the endpoints: which may be called now, and how they did lately.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private LookOptions look;

    HealthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return look.show(look.installation().router(surroundings), ControlRequest.get("/health"));
    }
}
