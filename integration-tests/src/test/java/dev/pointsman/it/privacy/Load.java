package dev.pointsman.it.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import dev.pointsman.it.privacy.Agent.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends canaries through every door, to every vendor, into every way of failing, and keeps what was answered. */
final class Load {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";

    private final Marks marks;
    private final Vendor vendor;
    private final Vendors vendors;
    private final Gateway gateway;
    private final Bodies bodies;
    private final Agent agent;
    private final List<Answer> answers = new ArrayList<>();

    Load(Marks marks, Vendor vendor, Vendors vendors, Gateway gateway) {
        this.marks = marks;
        this.vendor = vendor;
        this.vendors = vendors;
        this.gateway = gateway;
        this.bodies = new Bodies(marks);
        this.agent = new Agent(gateway, marks, gateway.key());
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    void run() throws Exception {
        everyDialectToEveryVendor();
        everyWayOfFailing();
        whatTheDoorRefuses();
        limitsAndBudgets();
        repetitions();
        oneThatLeaves();
    }

    private void everyDialectToEveryVendor() throws Exception {
        for (String backing : Vendors.BACKINGS) {
            for (boolean stream : new boolean[] {false, true}) {
                for (var body : bodies.all("auto-" + backing, stream).entrySet()) {
                    answers.add(agent.posts(body.getKey(), body.getValue()));
                }
            }
        }
    }

    private void everyWayOfFailing() throws Exception {
        for (String trouble : vendors.troubles()) {
            for (boolean stream : new boolean[] {false, true}) {
                answers.add(agent.posts(CHAT, bodies.chat("auto-" + trouble, stream)));
            }
            answers.add(
                    agent.posts(MESSAGES, bodies.all("auto-" + trouble, false).get(MESSAGES)));
        }
    }

    private void whatTheDoorRefuses() throws Exception {
        String content = marks.content().text("door");
        String body = bodies.chat("auto", false);
        answers.add(agent.posts(
                CHAT, body, "authorization", "Bearer " + marks.secret().text("guess")));
        answers.add(agent.posts(CHAT, body, "authorization", marks.secret().text("scheme") + " x"));
        answers.add(agent.posts(CHAT + "?key=" + gateway.key(), body, "authorization", "Basic eDp5"));
        answers.add(agent.posts(CHAT + "?q=" + content, body));
        answers.add(agent.posts("/v1/" + content, body));
        answers.add(agent.gets("/v1/models/" + content));
        answers.add(agent.gets("/api/" + content));
        answers.add(agent.gets("/v1/models"));
        answers.add(agent.gets("/v1/usage"));
        answers.add(agent.gets("/v1/catalog"));
        answers.add(agent.posts("/api/show", "{\"model\":\"" + content + "\"}"));
        answers.add(agent.posts(CHAT, body, "content-type", "text/" + content));
        answers.add(agent.posts(CHAT, body, "origin", "https://" + content + ".example"));
        answers.add(agent.posts(CHAT, body, "x-pointsman-labels", content));
        answers.add(agent.posts(CHAT, body, "x-pointsman-deadline-ms", content));
        answers.add(agent.posts(CHAT, body, "x-pointsman-profile", "Do: " + content));
        answers.add(agent.posts(CHAT, body, "x-pointsman-workload", "Do: " + content));
        answers.add(agent.posts(CHAT, body, "x-pointsman-workload", marks.name().text("work")));
        answers.add(agent.posts(CHAT, body, "x-pointsman-session", content.repeat(9)));
        answers.add(agent.posts(CHAT, bodies.chat("auto " + content, false)));
        answers.add(agent.posts(CHAT, bodies.chat(marks.name().text("model").toLowerCase(Locale.ROOT), false)));
        answers.add(agent.posts(MESSAGES, "{\"model\":\"auto\",\"messages\":\"" + content + "\"}"));
        answers.add(agent.posts("/v1/responses", "{\"model\":\"auto\",\"input\":[{\"type\":\"" + content + "\"}]}"));
        answers.add(agent.posts("/v1beta/models/auto:generateContent", "{\"contents\":\"" + content + "\"}"));
        answers.add(agent.posts("/v1beta/models/" + content + "%20x:generateContent", "{\"contents\":[]}"));
        answers.add(agent.posts(CHAT, "{\"model\":\"auto\",\"" + content + "\":" + content + "}"));
        answers.add(agent.posts(CHAT, "{\"model\":{\"" + content + "\":1}}"));
        answers.add(agent.posts(CHAT, content));
        answers.add(agent.posts(CHAT, "{\"model\":\"auto\",\"messages\":" + "[\"" + content + "\",".repeat(300)));
        answers.add(agent.posts(
                CHAT, "{\"model\":\"auto\",\"n\":" + "7".repeat(5000) + ",\"messages\":[\"" + content + "\"]}"));
        answers.add(agent.posts(CHAT, body.replace("x_unknown", content + "x".repeat(250_000))));
    }

    private void limitsAndBudgets() throws Exception {
        Agent poor = new Agent(gateway, marks, made("poor"));
        Agent busy = new Agent(gateway, marks, made("busy"));
        for (int i = 0; i < 2; i++) {
            answers.add(poor.posts(CHAT, bodies.chat("auto", i > 0)));
            answers.add(busy.posts(CHAT, bodies.chat("auto", i > 0)));
            answers.add(busy.posts(MESSAGES, bodies.all("auto", false).get(MESSAGES)));
        }
    }

    private void repetitions() throws Exception {
        String name = marks.content().text("idempotency");
        answers.add(agent.posts(CHAT, bodies.chat("auto", false), "idempotency-key", name));
        answers.add(agent.posts(CHAT, bodies.chat("auto", false), "idempotency-key", name));
        answers.add(agent.posts(CHAT, bodies.chat("auto-chat", false), "idempotency-key", name));
        answers.add(agent.posts(CHAT, bodies.chat("auto", true), "idempotency-key", name + "-2"));
        answers.add(agent.posts(CHAT, bodies.chat("auto", true), "idempotency-key", name + "-2"));
    }

    private void oneThatLeaves() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        vendor.plays("openai", Script.silenceUntil(gone));
        CompletableFuture<?> request = agent.begins(CHAT, bodies.chat("auto-openai", true));
        awaitAsked("openai");
        request.cancel(true);
        if (!gone.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the vendor never learned that the client had left");
        }
    }

    /** Asks a vendor that never answers, and waits until it was asked. */
    CompletableFuture<?> hangs() {
        vendor.plays("openai", Script.silence());
        CompletableFuture<?> request = agent.begins(CHAT, bodies.chat("auto-openai", true));
        awaitAsked("openai");
        return request;
    }

    private void awaitAsked(String name) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (vendor.asked(name).isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("nobody asked the vendor " + name);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A virtual key of a workspace. */
    String made(String workspace) throws Exception {
        HttpResponse<String> made = gateway.operate("POST", "/keys", "{\"workspace\": \"" + workspace + "\"}");
        return JSON.readTree(made.body()).path("key").asText();
    }
}
