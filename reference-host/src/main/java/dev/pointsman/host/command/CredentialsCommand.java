package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.host.Secret;
import dev.pointsman.host.serve.SealedStore;
import dev.pointsman.hostkit.secrets.MasterRotation;
import dev.pointsman.hostkit.secrets.SealException;
import dev.pointsman.hostkit.secrets.SealedEntry;
import dev.pointsman.hostkit.secrets.SealedName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credentials}: vendors' keys that the gateway keeps itself, sealed in its store. */
@Command(
        name = "credentials",
        description =
                "Lists the credentials that are sealed in the store; seals, removes them, rotates the master key.",
        mixinStandardHelpOptions = true)
final class CredentialsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "WORKSPACE/PROVIDER/ID, or PROVIDER/ID for the platform's.";

    private final Surroundings surroundings;
    private final SecretInput input;

    @Mixin
    private InstallationOptions installation;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    CredentialsCommand(Surroundings surroundings, SecretInput input) {
        this.surroundings = surroundings;
        this.input = input;
    }

    @Override
    public Integer call() {
        return list(installation, json);
    }

    @Command(name = "list", description = "Lists what is sealed, without values.", mixinStandardHelpOptions = true)
    int list(
            @Mixin InstallationOptions options, @Option(names = "--json", description = "Print JSON.") boolean asJson) {
        List<SealedEntry> entries = with(options, store -> store.secrets().list());
        if (asJson) {
            JsonOutput.print(out(), tree(entries));
            return 0;
        }
        Table table = new Table("reference", "version", "sealed at", "master key");
        for (SealedEntry entry : entries) {
            table.row(
                    entry.name().reference(),
                    entry.version(),
                    Instant.ofEpochMilli(entry.sealedAtMillis()),
                    entry.masterKeyId());
        }
        table.print(out(), "");
        return 0;
    }

    @Command(
            name = "seal",
            description =
                    "Seals a credential that is typed at a prompt or given on standard input; a new value for a name"
                            + " replaces the old one, and serves within five seconds.",
            mixinStandardHelpOptions = true)
    int seal(
            @Mixin InstallationOptions options,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--json", description = "Print JSON.") boolean asJson)
            throws IOException {
        SealedName sealed = name(name);
        Secret secret = secret(sealed);
        SealedEntry entry = with(options, store -> store.seal(sealed, secret));
        if (asJson) {
            JsonOutput.print(out(), tree(entry));
        } else {
            out().println("sealed version " + entry.version() + "; refer to it as \"" + sealed.reference() + "\"");
        }
        return 0;
    }

    @Command(name = "remove", description = "Removes a sealed credential for good.", mixinStandardHelpOptions = true)
    int remove(@Mixin InstallationOptions options, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        SealedName sealed = name(name);
        if (!with(options, store -> store.remove(sealed))) {
            throw CommandException.failed("nothing is sealed as " + sealed.path() + "; credentials list shows what is");
        }
        out().println("removed " + sealed.path());
        return 0;
    }

    @Command(
            name = "rotate-master",
            description =
                    "Puts a new master key in the place of the present one; what is sealed stays usable all the time.",
            mixinStandardHelpOptions = true)
    int rotateMaster(@Mixin InstallationOptions options) {
        MasterRotation rotation = with(options, SealedStore::rotateMaster);
        out().println("the master key is " + rotation.masterKeyId() + " now; " + rotation.dataKeys()
                + " data keys were sealed anew");
        return 0;
    }

    private <T> T with(InstallationOptions options, Function<SealedStore, T> work) {
        try (SealedStore store =
                SealedStore.open(options.soundConfiguration(surroundings), surroundings.environment())) {
            return work.apply(store);
        } catch (IOException | SealException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private Secret secret(SealedName name) throws IOException {
        try {
            return Secret.of(input.read("The secret for " + name.path()));
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(
                    e.getMessage() + "; give it alone, on one line, at the prompt or on standard input");
        }
    }

    private static SealedName name(String path) {
        try {
            return SealedName.parse(path);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode tree(List<SealedEntry> entries) {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode list = tree.putArray("sealed");
        entries.forEach(entry -> list.add(tree(entry)));
        return tree;
    }

    private static ObjectNode tree(SealedEntry entry) {
        return JSON.createObjectNode()
                .put("reference", entry.name().reference())
                .put("workspace", entry.name().workspace())
                .put("provider", entry.name().provider())
                .put("id", entry.name().id())
                .put("version", entry.version())
                .put("sealedAt", Instant.ofEpochMilli(entry.sealedAtMillis()).toString())
                .put("masterKey", entry.masterKeyId());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
