package dev.pointsman.host.command;

import dev.pointsman.api.control.ControlRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models}: what may be asked for, and what stands behind it. */
@Command(
        name = "models",
        description = "Lists the models that can be asked for and the candidates behind them.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private LookOptions look;

    ModelsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return look.show(
                look.installation().router(surroundings),
                ControlRequest.get("/models"),
                (out, models) -> new ModelsPrinter(out).print(models));
    }
}
