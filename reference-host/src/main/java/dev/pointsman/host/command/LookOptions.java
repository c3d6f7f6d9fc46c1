package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.host.control.Router;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands have in common that ask one question and print the answer, as a table or as {@code --json}. */
final class LookOptions {

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    InstallationOptions installation() {
        return installation;
    }

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Asks and closes the router. */
    int show(Router router, ControlRequest question) {
        return show(router, question, (out, answer) -> new JsonTables(out).print(answer));
    }

    int show(Router router, ControlRequest question, BiConsumer<PrintWriter, JsonNode> printer) {
        JsonNode answer;
        try (router) {
            answer = router.ask(question);
        }
        if (json) {
            JsonOutput.print(out(), answer);
        } else {
            printer.accept(out(), answer);
        }
        return 0;
    }
}
