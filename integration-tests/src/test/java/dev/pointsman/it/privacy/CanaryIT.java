package dev.pointsman.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Collector;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.ThreadDump;
import dev.pointsman.it.harness.Vendor;
import dev.pointsman.it.privacy.Agent.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After everything that can go right and wrong, no place holds a prompt, an answer, a key or a person's name. */
@Timeout(300)
class CanaryIT {

    /** A vendor's reason against a request goes to its sender, who must be able to repair it. */
    private static final Set<Integer> REASONED = Set.of(200, 400, 413, 422);

    private final Marks marks = Marks.hatched();

    @TempDir
    private Path folder;

    /** At the most talkative level, of which every other shows a part. */
    @Test
    void contentSecretsAndPeopleAreNowhereButWithTheirCaller() throws Exception {
        try (Vendor vendor = Vendor.start();
                Collector collector = Collector.start()) {
            Vendors vendors = new Vendors(marks, vendor);
            vendors.play();
            // Given
            String policy = vendors.policy("stderr", collector.uri());
            Gateway gateway = Gateway.serving(policy, environment("TRACE"));
            Load load = new Load(marks, vendor, vendors, gateway);
            String other = load.made("default");
            Places places = new Places();
            Operator operator = new Operator(gateway, marks);

            // When
            load.run();
            operator.erring(places);
            operator.asks(places);
            operator.commands(places, folder, gateway.data(), policy);
            gateway.rewrite(
                    policy.replace("${env:VENDOR_KEY}", "sk-" + marks.secret().text("reloaded")),
                    "the changed policy is refused");
            gateway.rewrite(vendors.policy("file", collector.uri()), "the changed policy is in force");

            assertThat(vendor.lastAsked("chat").text())
                    .as("the load is real")
                    .contains(marks.content().stem());
            others(places, gateway, vendor, vendors, other);
            load.hangs();
            ThreadDump dump = new ThreadDump(gateway, folder);
            places.add("threads", dump.threads()).add("properties", dump.properties());
            places.log("log", gateway)
                    .files(gateway.data())
                    .tables(gateway.data().resolve("pointsman.db"));
            gateway = gateway.killedAndServingAgain();
            places.log("log after the kill", gateway).tables(gateway.data().resolve("pointsman.db"));
            places.files(gateway.data());
            // At its end it sends what it has not sent yet, so it must have something.
            new RawClient(gateway).chat("auto", false);
            gateway.close();
            places.telemetry(collector);

            // Then
            assertSoftly(softly -> {
                softly.assertThat(places.names())
                        .as("places that were searched")
                        .contains("meters", "threads", "OTLP /v1/traces 0", "OTLP /v1/metrics 0", "table admin_audit");
                softly.assertThat(places.text("threads")).contains("java.lang.VirtualThread");
                softly.assertThat(places.text("log"))
                        .as("the decision log on standard error")
                        .contains("\"countedBy\":");
                softly.assertThat(places.text("file decisions.jsonl"))
                        .as("the decision log's file")
                        .contains("\"countedBy\":");
                softly.assertThat(places.with(marks.content())).as("content").isEmpty();
                softly.assertThat(places.with(marks.secret())).as("secrets").isEmpty();
                softly.assertThat(places.with(marks.person())).as("people").isEmpty();
                softly.assertThat(places.with(new Canary(other.substring(other.length() - 30))))
                        .as("a key that was made")
                        .isEmpty();
                softly.assertThat(places.with(marks.name()))
                        .as("names are kept, so the search does find")
                        .isNotEmpty();
                load.answers()
                        .forEach(answer -> softly.assertThat(misplaced(answer))
                                .as(answer.status() + " from " + answer.what())
                                .isEmpty());
            });
        }
    }

    private Map<String, String> environment(String level) {
        return Map.of(
                "VENDOR_KEY", marks.vendorKey(),
                "POINTSMAN_KEY", marks.virtualKey(),
                "POINTSMAN_ADMIN_KEY", marks.adminKey(),
                "POINTSMAN_LOG", level);
    }

    /** What somebody else is told while all this is in the gateway's memory. */
    private void others(Places places, Gateway gateway, Vendor vendor, Vendors vendors, String key) throws Exception {
        vendor.plays("chat", ChatVendor.says("hello"));
        RawClient client = new RawClient(gateway);
        for (String model : List.of("auto", "auto-silent", "auto-status401", "auto-html", "nothing", "auto nothing")) {
            HttpResponse<String> answer = client.post(
                    "/v1/chat/completions", RawClient.chatBody(model, false), "Bearer " + key, "application/json");
            places.add("answer to another about " + model, answer.headers().map() + answer.body());
        }
    }

    /** What must not be in an answer even to the one who asked. */
    private List<String> misplaced(Answer answer) {
        List<String> found = new ArrayList<>(marks.content().in(answer.headers()));
        String all = answer.headers() + answer.body();
        found.addAll(marks.secret().in(all));
        found.addAll(marks.person().in(all));
        if (!REASONED.contains(answer.status())) {
            found.addAll(marks.content().in(answer.body()));
        }
        return found;
    }
}
