package dev.pointsman.it.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.it.harness.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One tenant: asks what the other asks too, under the same names of sessions, users, files and repetitions, and checks that what
 * comes back is its own. Thread-safe.
 */
final class Tenant {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EQUAL_PROMPT = "What do you know about me?";
    private static final int NAMES = 6;

    /** An answer of a conversation. */
    private record Turn(String decision, String session, String provider) {}

    /**
     * What decisions say.
     *
     * @param bound each a conversation and who it was bound to
     * @param went each a conversation and who answered it without being bound to, which is how a binding begins
     */
    record Records(Set<String> bound, Set<String> went) {}

    private final String name;
    private final String other;
    private final Gateway gateway;
    private final String key;
    private final List<Turn> turns = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    Tenant(String name, String other, Gateway gateway) throws Exception {
        this.name = name;
        this.other = other;
        this.gateway = gateway;
        HttpResponse<String> made = gateway.operate("POST", "/keys", "{\"workspace\": \"" + name + "\"}");
        this.key = JSON.readTree(made.body()).path("key").asText();
    }

    /** What came back that was not its own. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    List<String> decisions() {
        return turns.stream().map(Turn::decision).toList();
    }

    /** Answers that a vendor gave, replays left out. */
    int answered() {
        return answered.get();
    }

    int replayed() {
        return replayed.get();
    }

    /** Does one thing, by chance. */
    void acts(Random chance, List<String> othersDecisions) throws Exception {
        switch (chance.nextInt(10)) {
            case 0, 1, 2 -> turn(chance, chance.nextBoolean());
            case 3, 4 -> toolLoop(chance);
            case 5 -> file(chance);
            case 6, 7 -> repeated(chance);
            case 8 -> usage();
            default -> feedback(chance, othersDecisions);
        }
    }

    private void turn(Random chance, boolean stream) throws Exception {
        ask(session(chance), body(prompt(chance)).put("stream", stream), "");
    }

    /** A session holds an open loop on its model. */
    private void toolLoop(Random chance) throws Exception {
        ObjectNode body = body(EQUAL_PROMPT);
        body.withArray("messages").addPOJO(JSON.readTree("""
                {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
                "function":{"name":"look","arguments":"{}"}}]}"""));
        body.withArray("messages").addPOJO(JSON.readTree("""
                {"role":"tool","tool_call_id":"call_1","content":"nothing"}"""));
        ask(session(chance), body, "");
    }

    /** A file's id pins a session to whom it was sent. */
    private void file(Random chance) throws Exception {
        ObjectNode body = body(EQUAL_PROMPT);
        body.withArray("messages").addPOJO(JSON.readTree("""
                {"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}"""));
        ask(session(chance), body, "");
    }

    private void repeated(Random chance) throws Exception {
        ask("", body(EQUAL_PROMPT), "repeated-" + chance.nextInt(NAMES));
    }

    private void usage() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request("/usage", "", "").GET().build(), HttpResponse.BodyHandlers.ofString());
        check(answer);
        if (answer.statusCode() == 200
                && !JSON.readTree(answer.body()).path("policyId").asText().equals(name)) {
            violations.add("the usage of another: " + answer.body());
        }
    }

    /** What the other was decided is nothing that this one could speak of. */
    private void feedback(Random chance, List<String> othersDecisions) throws Exception {
        if (othersDecisions.isEmpty()) {
            return;
        }
        String id = othersDecisions.get(chance.nextInt(othersDecisions.size()));
        HttpResponse<String> answer = HTTP.send(
                request("/feedback", "", "")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"decision\": \"" + id + "\", \"score\": 0.1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        check(answer);
        if (answer.statusCode() == 200) {
            violations.add("spoke of the other's decision " + id + ": " + answer.body());
        }
    }

    private void ask(String session, ObjectNode body, String repetition) throws Exception {
        HttpRequest request = request("/chat/completions", session, repetition)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        check(answer);
        if (answer.statusCode() != 200) {
            return;
        }
        if (!answer.body().contains("I am " + name)) {
            violations.add("not answered as itself: " + answer.body());
        }
        if (header(answer, "idempotent-replayed").equals("true")) {
            replayed.incrementAndGet();
            return;
        }
        answered.incrementAndGet();
        turns.add(new Turn(header(answer, "x-pointsman-decision"), session, header(answer, "x-pointsman-provider")));
    }

    /** What the gateway wrote down of the answers so far. */
    Records records() throws Exception {
        Records records = new Records(new TreeSet<>(), new TreeSet<>());
        for (Turn turn : turns) {
            JsonNode decision = gateway.decision(turn.decision());
            String holder =
                    String.valueOf(decision.findValue("choice").asText()).replaceFirst("/.*", "");
            boolean bound = decision.findValuesAsText("reason").contains("bound by the conversation");
            if (bound) {
                records.bound().add(turn.session() + " at " + holder);
            }
            if (!bound || !holder.equals(turn.provider())) {
                records.went().add(turn.session() + " at " + turn.provider());
            }
        }
        return records;
    }

    private void check(HttpResponse<String> answer) {
        String all = answer.body() + answer.headers().map();
        if (all.contains(other) || all.contains("sk-")) {
            violations.add("something of the other's in " + answer.statusCode() + ": " + all);
        }
    }

    private HttpRequest.Builder request(String path, String session, String repetition) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.openAiUrl() + path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-pointsman-user", "the same person");
        if (!session.isEmpty()) {
            request.header("x-pointsman-session", session);
        }
        if (!repetition.isEmpty()) {
            request.header("idempotency-key", repetition);
        }
        return request;
    }

    private static ObjectNode body(String prompt) {
        ObjectNode body = JSON.createObjectNode().put("model", "auto");
        body.withArray("messages").addObject().put("role", "user").put("content", prompt);
        return body;
    }

    private String prompt(Random chance) {
        return chance.nextBoolean() ? EQUAL_PROMPT : "CANARY-of-" + name + "-" + chance.nextInt(NAMES);
    }

    private static String session(Random chance) {
        return "session-" + chance.nextInt(NAMES);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** What this tenant's key was told of its usage so far. */
    JsonNode usageNow() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request("/usage", "", "").GET().build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).at("/usage/summary");
    }
}
