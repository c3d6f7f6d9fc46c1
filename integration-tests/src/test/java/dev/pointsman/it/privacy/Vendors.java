package dev.pointsman.it.privacy;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.ConverseVendor;
import dev.pointsman.it.harness.GeminiVendor;
import dev.pointsman.it.harness.MessagesVendor;
import dev.pointsman.it.harness.MessagesVendor.Part;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vendors that answer with canaries, and vendors that quote prompt and key in every way of failing. */
final class Vendors {

    /** Each a profile of its own: what a client of any dialect is answered by. */
    static final List<String> BACKINGS = List.of("chat", "messages", "gemini", "openai", "bedrock");

    private static final List<Integer> STATUSES =
            List.of(400, 401, 402, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 529);

    private final Marks marks;
    private final Vendor vendor;
    private final Map<String, Script> troubles = new LinkedHashMap<>();

    Vendors(Marks marks, Vendor vendor) {
        this.marks = marks;
        this.vendor = vendor;
        STATUSES.forEach(status -> troubles.put("status" + status, fails(status)));
        troubles.put(
                "html", (asked, line) -> line.whole(500, "text/html", "<html><body>" + quoted() + "</body></html>"));
        troubles.put(
                "html200", (asked, line) -> line.whole(200, "text/html", "<html><body>" + quoted() + "</body></html>"));
        troubles.put("half", (asked, line) -> {
            line.head(200, type(asked)).chunk(begun(asked));
            line.reset();
        });
        troubles.put(
                "malformed",
                (asked, line) -> line.head(200, type(asked))
                        .chunk(
                                asked.streaming()
                                        ? "data: {\"choices\":[{" + quoted() + "\n\n"
                                        : "{\"choices\":[{" + quoted())
                        .end());
        troubles.put(
                "nosse",
                (asked, line) -> line.head(200, type(asked))
                        .chunk(quoted() + "\u0000\r\r" + quoted())
                        .end());
        troubles.put(
                "inband",
                (asked, line) -> line.head(200, type(asked))
                        .chunk(asked.streaming() ? "data: " + error() + "\n\n" : error())
                        .end());
        troubles.put(
                "late",
                (asked, line) -> line.head(200, type(asked))
                        .chunk(begun(asked) + (asked.streaming() ? "data: " + error() + "\n\n" : ""))
                        .end());
        troubles.put(
                "refused",
                (asked, line) -> line.whole(
                        200,
                        Script.JSON,
                        ChatVendor.completion(asked.json(), marks.content().text("refusal"))
                                .replace("\"stop\"", "\"content_filter\"")));
        troubles.put(
                "oddwords",
                (asked, line) -> line.whole(
                        200,
                        Script.JSON,
                        ChatVendor.completion(asked.json(), marks.content().text("answer"))
                                .replace("\"stop\"", "\"" + marks.content().text("finish") + "\"")
                                .replace("gpt-it", marks.content().text("served model"))
                                .replace("chatcmpl-it-1", marks.content().text("answer-id"))));
        troubles.put(
                "twice",
                (asked, line) -> line.raw("HTTP/1.1 200 OK\r\ncontent-type: "
                        + marks.content().text("type") + "\r\ncontent-length: 5\r\nx-request-id: "
                        + marks.content().text("vendor-id") + "\r\n\r\nhello"));
        troubles.put(
                "badhead",
                (asked, line) -> line.raw("HTTP/9.9 " + quoted() + "\r\n" + quoted() + "\r\n\r\n")
                        .reset());
        troubles.put("silent", Script.silence());
    }

    /** A profile for each backing and each trouble, all vendors named in a policy; lines of decisions, spans and meters go out. */
    String policy(String decisionLog, URI collector) {
        Policy policy = new Policy()
                .chat("chat", vendor.at("chat"), "gpt-it")
                .messages("messages", vendor.at("messages"), "claude-it")
                .gemini("gemini", vendor.at("gemini"), "gemini-it")
                .openAi("openai", vendor.at("openai"), "gpt-5-it")
                .bedrock("bedrock", vendor.at("bedrock"), "eu.anthropic.claude-it-v1:0")
                .profile("default", "chat");
        BACKINGS.forEach(name -> policy.profile(name, name));
        troubles().forEach(name -> policy.chat(name, vendor.at(name), "gpt-it").hastyProfile(name, name));
        return policy.yaml() + "decisionLog: {to: " + decisionLog + "}\n"
                + "gateway: {limits: {requestBytes: 200000}, telemetry: {otlp: \"" + collector + "\"}}\n"
                + "budgets:\n  poor: {match: {workspace: poor}, total: 0.000001 USD}\n"
                + "workspaces:\n  busy: {limits: {requestsPerMinute: 1}}\n";
    }

    List<String> troubles() {
        return List.copyOf(troubles.keySet());
    }

    void play() {
        Canary content = marks.content();
        String[] pieces = {content.text("answer"), " and ", content.text("answer-end")};
        String call = "{\"path\":\"" + content.text("tool-argument") + "\"}";
        vendor.plays("chat", (asked, line) -> {
            boolean tools = asked.json().has("tools") && !asked.text().contains("\"role\":\"tool\"");
            Script script = tools ? ChatVendor.calls(new ChatVendor.Call("c", "read", call)) : ChatVendor.says(pieces);
            script.play(asked, line);
        });
        vendor.plays(
                "messages",
                MessagesVendor.answers(
                        "tool_use",
                        new Part.Thought(content.text("signature"), content.text("thought")),
                        new Part.Text(pieces),
                        new Part.Call("toolu_1", "read", call)));
        vendor.plays("gemini", GeminiVendor.says(pieces));
        vendor.plays("openai", (asked, line) -> {
            Script script = asked.path().endsWith("/chat/completions") ? ChatVendor.says(pieces) : fails(400);
            script.play(asked, line);
        });
        vendor.plays("bedrock", new ConverseVendor("bedrock").refuses(quoted()));
        troubles.forEach(vendor::plays);
    }

    /** A vendor's way to say no: with what was asked and with whose key. */
    private String quoted() {
        return "You asked " + marks.content().text("quoted") + " with the key " + marks.vendorKey()
                + " (org-Acme123456).";
    }

    private String error() {
        return ChatVendor.error(quoted(), "server_error");
    }

    private Script fails(int status) {
        return (asked, line) -> line.whole(
                status,
                Script.JSON,
                error(),
                "retry-after: " + (status == 429 ? "30" : marks.content().text("retry")),
                "x-request-id: " + marks.content().text("vendor-id"),
                "set-cookie: session=" + marks.content().text("cookie"),
                "x-ratelimit-remaining-requests: " + marks.content().text("limit"));
    }

    private String begun(Asked asked) {
        return asked.streaming()
                ? ChatVendor.begun(asked.json(), marks.content().text("begun"))
                : ChatVendor.completion(asked.json(), marks.content().text("begun"))
                        .substring(0, 120);
    }

    private static String type(Asked asked) {
        return asked.streaming() ? Script.EVENTS : Script.JSON;
    }
}
