package dev.pointsman.examples;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import java.util.Map;
import java.util.TreeMap;

/** One request of an agent, as a test writes it. */
record Ask(
        String model,
        String text,
        String more,
        String workspace,
        String agent,
        Map<String, String> labels,
        Map<String, String> headers) {

    private static final String TOOL = """
            ,"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]""";

    static Ask of(String model, String text) {
        return new Ask(model, text, "", "default", "agent-1", Map.of(), Map.of());
    }

    Ask agent(String name) {
        return new Ask(model, text, more, workspace, name, labels, headers);
    }

    Ask workspace(String name) {
        return new Ask(model, text, more, name, agent, labels, headers);
    }

    Ask label(String name, String value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(name, value);
        return new Ask(model, text, more, workspace, agent, all, headers);
    }

    Ask header(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new Ask(model, text, more, workspace, agent, labels, all);
    }

    Ask workload(String name) {
        return header("x-pointsman-workload", name);
    }

    Ask withTool() {
        return new Ask(model, text, more + TOOL, workspace, agent, labels, headers);
    }

    /** A further member of the body, with its JSON. */
    Ask with(String member, String json) {
        return new Ask(model, text, more + ",\"" + member + "\":" + json, workspace, agent, labels, headers);
    }

    ModelRequest request() {
        String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, text, more);
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
    }

    CallContext context() {
        Caller caller = new Caller(workspace, "key-1", null, agent, null, labels, Bounds.unbounded());
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public Map<String, String> headers() {
                return headers;
            }
        };
    }
}
