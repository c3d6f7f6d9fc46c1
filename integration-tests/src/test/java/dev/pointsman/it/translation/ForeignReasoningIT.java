package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation that thinks moves between two vendors of its dialect and back, and no vendor sees the other's reasoning. */
class ForeignReasoningIT {

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        Policy policy = new Policy();
        for (Thinker talk : Thinker.values()) {
            for (String kind : List.of("whole", "stream")) {
                String one = name(talk, kind, "one");
                String two = name(talk, kind, "two");
                talk.add(talk.add(policy, one, vendor.at(one)), two, vendor.at(two))
                        .profile(name(talk, kind, "talk"), one, two);
            }
        }
        policy.profile("default", name(Thinker.CHAT, "whole", "one"));
        gateway = Gateway.serving(policy.yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, whole", "CHAT, stream", "RESPONSES, whole", "RESPONSES, stream",
        "MESSAGES, whole", "MESSAGES, stream", "GEMINI, whole", "GEMINI, stream"
    })
    void reasoningIsLeftOutForAnotherVendorAndComesBackToItsIssuer(Thinker talk, String kind) throws Exception {
        String one = name(talk, kind, "one");
        String two = name(talk, kind, "two");
        vendor.plays(one, talk.thinks(one, two)).plays(two, talk.thinks(two, one));
        assertAnswered(ask(talk, kind, talk.asked("hi")), one);

        vendor.plays(one, Script.json(500, "{\"error\":{\"message\":\"down\"}}"));
        HttpResponse<String> elsewhere = ask(talk, kind, talk.asked("hi"), talk.answered(one), talk.asked("and now?"));
        assertAnswered(elsewhere, two);
        assertThat(vendor.lastAsked(two).text()).contains("hello", "and now?");

        vendor.plays(one, talk.thinks(one, two)).plays(two, Script.json(500, "{\"error\":{\"message\":\"down\"}}"));
        HttpResponse<String> back = ask(
                talk,
                kind,
                talk.asked("hi"),
                talk.answered(one),
                talk.asked("and now?"),
                talk.answered(two),
                talk.asked("and then?"));
        assertAnswered(back, one);
        assertThat(vendor.lastAsked(one).text())
                .contains(Thinker.sign(one), "and then?")
                .doesNotContain(Thinker.sign(two));

        String decision = elsewhere.headers().firstValue("x-pointsman-decision").orElseThrow();
        assertThat(gateway.decision(decision).at("/tried/1/edits").toString()).contains(": dropped");
    }

    private static HttpResponse<String> ask(Thinker talk, String kind, String... turns) throws Exception {
        String model = "auto-" + name(talk, kind, "talk");
        boolean stream = kind.equals("stream");
        return new RawClient(gateway).post(talk.path(model, stream), talk.body(model, stream, List.of(turns)));
    }

    private static void assertAnswered(HttpResponse<String> answer, String by) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-pointsman-provider")).contains(by);
        assertThat(answer.body()).contains("hello", Thinker.sign(by));
    }

    private static String name(Thinker talk, String kind, String what) {
        return talk.name().toLowerCase(Locale.ROOT) + "-" + kind + "-" + what;
    }
}
