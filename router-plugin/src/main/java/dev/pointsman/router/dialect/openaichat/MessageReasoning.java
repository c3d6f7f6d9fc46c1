package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.router.dialect.ArrayCuts;
import dev.pointsman.router.dialect.ArrayCuts.Element;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.ReasoningText;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning of one message, in all forms that vendors give it: {@code reasoning_content}, {@code reasoning}, signed
 * {@code reasoning_details}, thinking parts of the content, {@code extra_content} of a message or a call. Members come in any
 * order, so what is judged by the whole message is judged when it ends.
 */
final class MessageReasoning {

    private static final Set<String> PLAIN = Set.of("reasoning_content", "reasoning");
    private static final byte[] EMPTY_TEXT = {'"', '"'};

    private final ModelTarget target;
    private final ArrayCuts cuts;
    private final List<Named> members = new ArrayList<>();
    private List<Detail> details = List.of();
    private boolean plainIsForeign;
    private boolean extraIsForeign;
    private boolean dropped;
    private boolean restored;

    /** One member, with where its name begins and its value ends. */
    private record Named(String name, int start, int end) {}

    /** One of the reasoning details. */
    private record Detail(int start, int end, @Nullable Signature signature) {}

    MessageReasoning(ModelTarget target, ArrayCuts cuts) {
        this.target = target;
        this.cuts = cuts;
    }

    /** Whether anything of it was left out. */
    boolean dropped() {
        return dropped;
    }

    /** Whether a signature got its vendor's form back. */
    boolean restored() {
        return restored;
    }

    void read(JsonParser message) throws IOException {
        members(message, members, this::member);
        boolean foreign = plainIsForeign || detailsAreForeign();
        boolean noDetailStays = removeDetails(foreign);
        remove(
                members,
                name -> (foreign && PLAIN.contains(name))
                        || (noDetailStays && name.equals("reasoning_details"))
                        || (extraIsForeign && name.equals("extra_content")));
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "reasoning_content", "reasoning" -> plainIsForeign |= isForeign(value);
            case "reasoning_details" -> {
                details = new ArrayList<>();
                StrictJson.elements(value, this::detail);
            }
            case "content" -> content(value);
            case "extra_content" -> extraIsForeign = thoughts(value).stream().anyMatch(target::isForeign);
            case "tool_calls" -> StrictJson.elements(value, this::toolCall);
            default -> {}
        }
    }

    private boolean isForeign(JsonParser text) throws IOException {
        ReasoningText reasoning = new ReasoningText();
        reasoning.add(text);
        return !reasoning.isEmpty() && target.isForeign(reasoning.signature());
    }

    private void detail(JsonParser detail) throws IOException {
        int from = ArrayCuts.startOf(detail);
        List<Signature> signatures = new ArrayList<>();
        StrictJson.members(detail, (name, value) -> {
            if ((name.equals("signature") || name.equals("data")) && StrictJson.textLength(value) > 0) {
                Signature signature = Signature.read(value.getText());
                signatures.add(signature);
                restore(signature, ArrayCuts.startOf(value), ArrayCuts.endOf(value));
            }
        });
        details.add(new Detail(from, ArrayCuts.endOf(detail), signatures.isEmpty() ? null : signatures.getFirst()));
    }

    /** A mark in it is of a translation, which its issuer does not know. */
    private void restore(Signature signature, int from, int to) {
        if (signature.issuer() != null && !target.isForeign(signature)) {
            restored = true;
            cuts.replaceText(from, to, signature.value());
        }
    }

    /** Whether signed details tell that the rest of the message's reasoning, which is the same text again, is another's. */
    private boolean detailsAreForeign() {
        List<Signature> signatures = new ArrayList<>();
        for (Detail detail : details) {
            if (detail.signature() != null) {
                signatures.add(detail.signature());
            }
        }
        return !signatures.isEmpty() && signatures.stream().allMatch(target::isForeign);
    }

    private boolean removeDetails(boolean foreign) {
        List<Element> elements = new ArrayList<>();
        for (Detail detail : details) {
            boolean removed = detail.signature() == null ? foreign : target.isForeign(detail.signature());
            elements.add(new Element(detail.start(), detail.end(), removed));
        }
        boolean noneStays = !elements.isEmpty() && elements.stream().allMatch(Element::removed);
        if (!noneStays) {
            dropped |= elements.stream().anyMatch(Element::removed);
            cuts.remove(elements);
        }
        return noneStays;
    }

    /** Mistral's thinking parts. A content of nothing else becomes an empty text, since vendors want one. */
    private void content(JsonParser content) throws IOException {
        int from = ArrayCuts.startOf(content);
        List<Element> parts = new ArrayList<>();
        StrictJson.elements(content, part -> {
            int start = ArrayCuts.startOf(part);
            boolean foreign = isForeignThinking(part);
            parts.add(new Element(start, ArrayCuts.endOf(part), foreign));
        });
        if (parts.stream().noneMatch(Element::removed)) {
            return;
        }
        dropped = true;
        if (parts.stream().allMatch(Element::removed)) {
            cuts.replace(from, ArrayCuts.endOf(content), EMPTY_TEXT);
        } else {
            cuts.remove(parts);
        }
    }

    private boolean isForeignThinking(JsonParser part) throws IOException {
        ReasoningText reasoning = new ReasoningText();
        StrictJson.members(part, (name, value) -> {
            if (name.equals("thinking")) {
                StrictJson.elements(
                        value,
                        thought -> StrictJson.members(thought, (inner, text) -> {
                            if (inner.equals("text")) {
                                reasoning.add(text);
                            }
                        }));
            }
        });
        return !reasoning.isEmpty() && target.isForeign(reasoning.signature());
    }

    private void toolCall(JsonParser call) throws IOException {
        List<Named> callMembers = new ArrayList<>();
        List<Signature> thoughts = new ArrayList<>();
        members(call, callMembers, (name, value) -> {
            if (name.equals("extra_content")) {
                thoughts.addAll(thoughts(value));
            }
        });
        boolean foreign = thoughts.stream().anyMatch(target::isForeign);
        remove(callMembers, name -> foreign && name.equals("extra_content"));
    }

    /** Gemini's OpenAI-compatible endpoint: {@code extra_content.google.thought_signature}. */
    private static List<Signature> thoughts(JsonParser extra) throws IOException {
        List<Signature> found = new ArrayList<>();
        StrictJson.members(
                extra,
                (vendor, inner) -> StrictJson.members(inner, (name, value) -> {
                    if (name.equals("thought_signature") && StrictJson.textLength(value) > 0) {
                        found.add(new Signature(value.getText(), null));
                    }
                }));
        return found;
    }

    private void remove(List<Named> named, Predicate<String> unwanted) {
        List<Element> elements = new ArrayList<>();
        for (Named member : named) {
            elements.add(new Element(member.start(), member.end(), unwanted.test(member.name())));
        }
        dropped |= elements.stream().anyMatch(Element::removed);
        cuts.remove(elements);
    }

    /** As {@link StrictJson#members}, noting where each member stands. */
    private static void members(JsonParser parser, List<Named> places, StrictJson.MemberVisitor visitor)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int from = ArrayCuts.startOf(parser);
            String name = parser.currentName();
            parser.nextToken();
            visitor.member(name, parser);
            parser.skipChildren();
            places.add(new Named(name, from, ArrayCuts.endOf(parser)));
        }
    }
}
