package dev.pointsman.it.privacy;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request of each dialect with a canary in every member that can hold a text. */
final class Bodies {

    private final Canary content;
    private final Canary person;

    Bodies(Marks marks) {
        this.content = marks.content();
        this.person = marks.person();
    }

    /** By the path to which it is sent. */
    Map<String, String> all(String model, boolean stream) {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("/v1/chat/completions", chat(model, stream));
        bodies.put("/v1/messages", messages(model, stream));
        bodies.put("/v1/responses", responses(model, stream));
        bodies.put("/v1beta/models/" + model + (stream ? ":streamGenerateContent" : ":generateContent"), gemini());
        bodies.put("/api/chat", ollama(model, stream));
        bodies.put("/api/generate", generate(model, stream));
        if (!stream) {
            bodies.put("/v1/embeddings", embeddings(model));
            bodies.put("/v1/messages/count_tokens", messages(model, false));
            bodies.put("/v1beta/models/" + model + ":countTokens", gemini());
        }
        return bodies;
    }

    String chat(String model, boolean stream) {
        return """
                {"model":"MODEL","stream":STREAM,"user":"#user","metadata":{"note":"@metadata"},"safety_identifier":"#safety",
                 "prompt_cache_key":"@cache-key","stop":["@stop"],"x_unknown":"@unknown",
                 "messages":[{"role":"system","content":"@system"},
                  {"role":"user","name":"person","content":[{"type":"text","text":"@prompt"},
                   {"type":"image_url","image_url":{"url":"data:image/png;base64,$image"}}]},
                  {"role":"assistant","content":"@said","reasoning_content":"@reasoned","tool_calls":[{"id":"call_1","type":"function",
                   "function":{"name":"read","arguments":"{\\"path\\":\\"@argument\\"}"}}]},
                  {"role":"tool","tool_call_id":"call_1","content":"@result"},{"role":"user","content":"@last"}],
                 "tools":[{"type":"function","function":{"name":"read","description":"@tool",
                  "parameters":{"type":"object","properties":{"path":{"type":"string","description":"@schema"}}}}}]}
                """.transform(text -> marked(text, model, stream));
    }

    private String messages(String model, boolean stream) {
        return """
                {"model":"MODEL","stream":STREAM,"max_tokens":64,"system":[{"type":"text","text":"@system"}],"metadata":{"user_id":"#user"},
                 "messages":[{"role":"user","content":[{"type":"text","text":"@prompt"},
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"$image"}},
                   {"type":"document","title":"@file-name","source":{"type":"text","media_type":"text/plain","data":"@document"}}]},
                  {"role":"assistant","content":[{"type":"thinking","thinking":"@thought","signature":"@signature"},
                   {"type":"tool_use","id":"toolu_1","name":"read","input":{"path":"@argument"}}]},
                  {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"@result"}]}],
                 "tools":[{"name":"read","description":"@tool","input_schema":{"type":"object","properties":{"path":{"type":"string"}}}}]}
                """.transform(text -> marked(text, model, stream));
    }

    private String responses(String model, boolean stream) {
        return """
                {"model":"MODEL","stream":STREAM,"instructions":"@system","user":"#user","metadata":{"note":"@metadata"},"store":false,
                 "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"@prompt"},
                   {"type":"input_image","image_url":"data:image/png;base64,$image"}]},
                  {"type":"function_call","call_id":"call_1","name":"read","arguments":"{\\"path\\":\\"@argument\\"}"},
                  {"type":"function_call_output","call_id":"call_1","output":"@result"}],
                 "tools":[{"type":"function","name":"read","description":"@tool","parameters":{"type":"object","properties":{}}}]}
                """.transform(text -> marked(text, model, stream));
    }

    private String gemini() {
        return """
                {"systemInstruction":{"parts":[{"text":"@system"}]},"labels":{"note":"@metadata"},
                 "contents":[{"role":"user","parts":[{"text":"@prompt"},{"inlineData":{"mimeType":"image/png","data":"$image"}}]},
                  {"role":"model","parts":[{"functionCall":{"name":"read","args":{"path":"@argument"}},"thoughtSignature":"$signature"}]},
                  {"role":"user","parts":[{"functionResponse":{"name":"read","response":{"output":"@result"}}}]}],
                 "tools":[{"functionDeclarations":[{"name":"read","description":"@tool"}]}]}
                """.transform(text -> marked(text, "", false));
    }

    private String ollama(String model, boolean stream) {
        return """
                {"model":"MODEL","stream":STREAM,"messages":[{"role":"system","content":"@system"},
                 {"role":"user","content":"@prompt","images":["$image"]}]}
                """.transform(text -> marked(text, model, stream));
    }

    private String generate(String model, boolean stream) {
        return "{\"model\":\"MODEL\",\"stream\":STREAM,\"prompt\":\"@prompt\",\"system\":\"@system\"}"
                .transform(text -> marked(text, model, stream));
    }

    private String embeddings(String model) {
        return "{\"model\":\"MODEL\",\"input\":[\"@prompt\"],\"user\":\"#user\"}"
                .transform(text -> marked(text, model, false));
    }

    private String marked(String text, String model, boolean stream) {
        return text.replace("MODEL", model)
                .replace("STREAM", Boolean.toString(stream))
                .replace("@", content.stem() + "-")
                .replace("#", person.stem() + "-")
                .replace("$image", content.base64("image"))
                .replace("$signature", content.base64("signature"));
    }
}
