package dev.pointsman.provider.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes a vendor's answer to a request: plain about what it is, and with a little of the request in it. */
final class Composer {

    private static final int RESULT_CHARACTERS = 2_000;

    private final Vendor vendor;
    private final ChatRequest request;

    private Composer(Vendor vendor, ChatRequest request) {
        this.vendor = vendor;
        this.request = request;
    }

    /** @throws dev.pointsman.api.failure.ProviderException when the request demands a tool that it does not offer */
    static Answer answer(Vendor vendor, ChatRequest request) {
        Composer composer = new Composer(vendor, request);
        List<OfferedTool> asked = ToolIntent.of(request);
        return asked.isEmpty() ? composer.text() : composer.calls(asked);
    }

    private Answer text() {
        String text = request.answerSchema() != null ? json(request.answerSchema()) : words();
        String stopped = stopped(text);
        String cut = Characters.cut(stopped, longest());
        return new Answer.Text(cut, cut.length() < stopped.length() ? "length" : "stop");
    }

    private Answer calls(List<OfferedTool> asked) {
        PlainValues values = PlainValues.from(request.lastUserText());
        List<Answer.ToolCall> calls = new ArrayList<>();
        int left = longest();
        for (OfferedTool tool : asked) {
            String whole = values.json(tool.parameters());
            String arguments =
                    Characters.cut(whole, Math.max(0, left - tool.name().length()));
            String id = "call_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
            calls.add(new Answer.ToolCall(id, tool.name(), arguments));
            if (arguments.length() < whole.length()) {
                return new Answer.Calls(calls, "length");
            }
            left -= tool.name().length() + arguments.length();
        }
        return new Answer.Calls(calls, "tool_calls");
    }

    private String words() {
        List<String> results = request.newToolResults();
        String words = note() + (results.isEmpty() ? aboutTheRequest() : aboutResults(results));
        return vendor == Vendor.SMART ? words + moreWords() : words;
    }

    private String note() {
        return "This is Pointsman's sandbox vendor '" + vendor.id() + "'. No real model was asked; ";
    }

    private String aboutTheRequest() {
        return "this text was put together from your request: "
                + counted(request.messages().size(), "message") + ", "
                + counted(request.lastUserText().length(), "character") + " in the last user text, "
                + counted(request.tools().size(), "tool") + " offered.";
    }

    private static String aboutResults(List<String> results) {
        return "the result of " + (results.size() == 1 ? "your tool" : "your tools") + " came back as: "
                + results.stream()
                        .map(result -> Characters.cut(result, RESULT_CHARACTERS))
                        .collect(Collectors.joining("\n"));
    }

    /** What makes it the vendor with the longer answers. */
    private String moreWords() {
        return "\n\nThis vendor stands for a large and expensive model, so it begins later, writes more and costs more than its"
                + " neighbours 'cheap' and 'fast'. What it would have said about your question nobody knows: nothing here"
                + " thinks. What is real is everything around it: the choice of this vendor, the fallbacks before it, the"
                + " tokens counted and the money they would cost at the sandbox's made-up prices.";
    }

    private String json(Schema schema) {
        String note = note() + "this value only fits the schema.";
        if (schema.required().isEmpty() && schema.properties().isEmpty()) {
            return Json.write(json -> {
                json.writeStartObject();
                json.writeStringField("note", note);
                json.writeEndObject();
            });
        }
        return PlainValues.saying(note).json(schema);
    }

    private String stopped(String text) {
        return request.stops().stream()
                .filter(stop -> !stop.isEmpty())
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .stream()
                .mapToObj(at -> text.substring(0, at))
                .findFirst()
                .orElse(text);
    }

    /** In characters. */
    private int longest() {
        Integer asked = request.maxTokens();
        int tokens = asked == null ? vendor.maxOutput() : Math.min(asked, vendor.maxOutput());
        return tokens * TokenEstimate.CHARACTERS;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
