package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random objects are made of random source text, not of trees, so that odd spellings come up as often as plain ones. */
class PayloadEditorPropertyTest {

    /** One member with the white space around it. */
    record Member(String before, String name, String colon, String value, String after) {

        String text(String name, String value) {
            return before + name + colon + value + after;
        }

        String text() {
            return text(name, value);
        }
    }

    @Provide
    Arbitrary<String> blanks() {
        return Arbitraries.of("", "", " ", "\n  ", "\t", "\r\n");
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-0.0",
                "1E+2",
                "1.50",
                "12345678901234567890123",
                "\"\"",
                "\"a\\\"}\"",
                "\"\\u00e9\\/\\\\\"",
                "\"é💡\"",
                "\"model\"",
                "\"{\\\"model\\\":1}\"");
        Arbitrary<String> arrays = scalars.list().ofMaxSize(3).map(list -> "[" + String.join(" , ", list) + "]");
        Arbitrary<String> objects = scalars.list()
                .ofMaxSize(3)
                .map(list ->
                        list.stream().map(value -> "\"model\" :" + value).collect(Collectors.joining(",", "{", " }")));
        Arbitrary<String> deep = objects.map(inner -> "[[{\"stream_options\":" + inner + "}]]");
        return Arbitraries.oneOf(scalars, arrays, objects, deep);
    }

    @Provide
    Arbitrary<List<Member>> members() {
        Arbitrary<String> names = Arbitraries.of(
                "\"model\"", "\"mod\\u0065l\"", "\"a\"", "\"a\\\"b\"", "\"é\"", "\"\"", "\"models\"", "\"b\"");
        Arbitrary<String> colon = Combinators.combine(blanks(), blanks()).as((before, after) -> before + ":" + after);
        return Combinators.combine(blanks(), names, colon, values(), blanks())
                .as(Member::new)
                .list()
                .ofMaxSize(8);
    }

    private static boolean isModel(Member member) {
        return Set.of("\"model\"", "\"mod\\u0065l\"").contains(member.name());
    }

    private static String body(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }

    @Property
    void settingTheModelKeepsEveryOtherByte(@ForAll("members") List<Member> members) {
        List<String> expected = new ArrayList<>();
        for (Member member : members) {
            expected.add(isModel(member) ? member.text(member.name(), "\"m\"") : member.text());
        }
        String body = body(members.stream().map(Member::text).toList());

        PayloadEditor editor = PayloadEditor.of(Payload.ofUtf8(body)).set("model", "m");

        if (members.stream().noneMatch(PayloadEditorPropertyTest::isModel)) {
            assertThat(editor.result().utf8().replace(",\"model\":\"m\"", "").replace("{\"model\":\"m\"", "{"))
                    .isEqualTo(body);
        } else {
            assertThat(editor.result().utf8()).isEqualTo(body(expected));
        }
    }

    @Property
    void renamingTheModelKeepsEveryOtherByte(@ForAll("members") List<Member> members) {
        String body = body(members.stream().map(Member::text).toList());
        String expected = body(members.stream()
                .map(member -> isModel(member) ? member.text("\"other\"", member.value()) : member.text())
                .toList());

        assertThat(PayloadEditor.of(Payload.ofUtf8(body))
                        .rename("model", "other")
                        .result()
                        .utf8())
                .isEqualTo(expected);
    }

    @Property
    void removingTheModelLeavesAnObjectWithAllOtherMembersAsTheyWere(@ForAll("members") List<Member> members) {
        String body = body(members.stream().map(Member::text).toList());

        String edited =
                PayloadEditor.of(Payload.ofUtf8(body)).remove("model").result().utf8();

        List<String> kept = members.stream()
                .filter(member -> !isModel(member))
                .map(member -> member.text().strip())
                .toList();
        String rest = edited;
        for (String member : kept) {
            assertThat(rest).contains(member);
            rest = rest.substring(rest.indexOf(member) + member.length());
        }
        PayloadEditor again = PayloadEditor.of(Payload.ofUtf8(edited));
        assertThat(again.has("model")).isFalse();
        assertThat(again.edits()).isEmpty();
    }

    @Property
    void anyBytesAreEitherEditedOrRefused(@ForAll byte[] bytes) {
        try {
            PayloadEditor.of(Payload.of(bytes)).set("model", "m").result();
        } catch (ProviderException refused) {
            assertThat(refused.failure().code()).isEqualTo("invalid_request");
        }
    }

    @Property
    void aBodyThatIsCutAnywhereIsRefused(@ForAll("members") List<Member> members, @ForAll int where) {
        byte[] whole = Payload.ofUtf8(body(members.stream().map(Member::text).toList()))
                .array();
        byte[] cut = Arrays.copyOf(whole, Math.floorMod(where, whole.length));

        assertThatThrownBy(() -> PayloadEditor.of(Payload.of(cut))).hasMessage("invalid_request");
    }
}
