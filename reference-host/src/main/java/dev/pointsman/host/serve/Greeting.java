package dev.pointsman.host.serve;

import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What a started gateway tells the person who started it. */
public final class Greeting {

    private static final int MOST_CANDIDATES = 12;

    private Greeting() {}

    /** Prints base URLs, the keys' places, models, candidates, and a call that works when pasted into a shell. */
    public static void print(PrintWriter out, Gateway gateway) {
        print(
                out,
                gateway.dataUrl(),
                gateway.adminUrl(),
                gateway.key(),
                gateway.adminKey(),
                gateway.router().provider().models(CallContext.ANONYMOUS));
    }

    static void print(
            PrintWriter out, URI data, URI admin, LocalKey key, LocalKey adminKey, List<ModelDescriptor> models) {
        List<String> ids = models.stream().map(ModelDescriptor::id).toList();
        List<String> own = ids.stream().filter(id -> id.indexOf('/') < 0).toList();
        List<String> candidates =
                ids.stream().filter(id -> id.indexOf('/') >= 0).toList();
        out.println("Pointsman is ready.");
        out.println();
        out.println("  agents      " + data + "/v1   (OpenAI clients; Anthropic clients: " + data + ")");
        out.println("  key         " + key.place());
        out.println("  operators   " + admin + "/admin/v1");
        out.println("  admin key   " + adminKey.place());
        out.println("  models      " + (own.isEmpty() ? "auto" : String.join(", ", own)));
        out.println("  candidates  " + (candidates.isEmpty() ? "none known yet" : shortened(candidates)));
        out.println();
        out.println("  " + curl(data, key));
        out.println();
        out.flush();
    }

    static String curl(URI data, LocalKey key) {
        return "curl " + data + "/v1/chat/completions -H \"Authorization: Bearer " + key.shell()
                + "\" -H 'Content-Type: application/json'"
                + " -d '{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}'";
    }

    private static String shortened(List<String> candidates) {
        String listed = candidates.stream().limit(MOST_CANDIDATES).collect(Collectors.joining(", "));
        int more = candidates.size() - MOST_CANDIDATES;
        return more > 0 ? listed + " and " + more + " more (./pointsman models)" : listed;
    }
}
