package dev.pointsman.it.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does what operators do, some of it wrongly, and looks at all there is to see. */
final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> QUESTIONS = List.of(
            "/decisions?limit=1000",
            "/models",
            "/health",
            "/budgets",
            "/usage",
            "/usage?by=request&format=csv",
            "/usage?by=request&format=jsonl",
            "/usage?by=workspace,model,profile,workload,agent,key,day&format=json",
            "/replay/check?since=1d",
            "/workspaces",
            "/policy",
            "/catalog",
            "/keys",
            "/audit",
            "/openapi.json",
            "/replay?limit=100",
            "/nothing");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("decisions"),
            List.of("decisions", "--json"),
            List.of("models"),
            List.of("health"),
            List.of("replay"),
            List.of("usage", "--by", "request", "--csv"),
            List.of("keys", "list"),
            List.of("catalog"),
            List.of("doctor"));

    private final Gateway gateway;
    private final Marks marks;

    Operator(Gateway gateway, Marks marks) {
        this.gateway = gateway;
        this.marks = marks;
    }

    /** The ports' side. */
    void asks(Places places) throws Exception {
        for (String question : QUESTIONS) {
            places.operators(gateway, "GET", question, "");
        }
        places.add("meters", meters());
        for (JsonNode decision : JSON.readTree(
                        places.text("admin GET /decisions?limit=1000").split("\n", 2)[1])
                .findValues("id")) {
            places.operators(gateway, "GET", "/decisions/" + decision.asText(), "");
        }
        ObjectNode question = JSON.createObjectNode().put("model", "auto");
        question.set("request", JSON.readTree(new Bodies(marks).chat("auto", false)));
        question.put("user", marks.person().text("explained"))
                .put("session", marks.person().text("explained"));
        places.operators(gateway, "POST", "/explain", question.toString());
        places.operators(
                gateway, "POST", "/explain", "{\"request\": " + marks.content().text("bad"));
    }

    private String meters() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.adminUri().resolve("/metrics"))
                .header("authorization", "Bearer " + gateway.adminKey())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** A policy with a secret in it, where a reference belongs. */
    void erring(Places places) throws Exception {
        for (String secret :
                List.of("sk-" + marks.secret().text("literal"), marks.secret().text("literal"))) {
            ObjectNode wrong = JSON.createObjectNode().put("version", 1);
            ObjectNode provider = wrong.putObject("providers").putObject("wrong");
            provider.put("type", "openai")
                    .put("credential", secret)
                    .put("apiKey", secret)
                    .put("owner", secret);
            provider.putObject("headers").put("x-key", secret);
            places.operators(gateway, "POST", "/policy/validate", wrong.toString());
            places.operators(gateway, "PUT", "/policy", wrong.toString());
        }
        places.operators(
                gateway, "POST", "/keys", "{\"name\": {\"" + marks.secret().text("grant") + "\": 1}}");
        places.operators(gateway, "POST", "/" + marks.secret().text("path"), "{}");
        places.operators(gateway, "DELETE", "/keys/" + marks.secret().text("revoked"), "");
        places.operators(gateway, "GET", "/decisions/" + marks.content().text("no-such"), "");
    }

    /** The command line's. */
    void commands(Places places, Path folder, Path data, String policy) throws Exception {
        Path request = Files.writeString(folder.resolve("request.json"), new Bodies(marks).chat("auto", false));
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                policy.replace("${env:VENDOR_KEY}", "sk-" + marks.secret().text("linted")));
        for (List<String> command : COMMANDS) {
            run(places, folder, data, command);
        }
        run(places, folder, data, List.of("explain", "--model", "auto", "--request", request.toString()));
        run(places, folder, data, List.of("explain", "--model", "auto", "--request", request.toString(), "--json"));
        Command lint = Command.run(folder, Map.of(), "lint", wrong.toString());
        places.add("command lint", lint.all());
    }

    private void run(Places places, Path folder, Path data, List<String> words) throws Exception {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", data.toString()));
        all.addAll(List.of("--admin-port", Integer.toString(gateway.adminUri().getPort())));
        Command command = Command.run(
                folder,
                Map.of("POINTSMAN_ADMIN_KEY", gateway.adminKey(), "VENDOR_KEY", marks.vendorKey()),
                all.toArray(String[]::new));
        places.add("command " + String.join(" ", words), command.all());
    }
}
