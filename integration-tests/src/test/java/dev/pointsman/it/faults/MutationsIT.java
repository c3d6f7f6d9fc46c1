package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.faults.Mutation.Mechanism;
import dev.pointsman.it.harness.AgentJar;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That the rows of the fault matrix can turn red: each does in a gateway whose mechanism is switched off, and does not in the one as
 * it is packed. A row that stays green either way would prove nothing.
 */
class MutationsIT {

    private static final Script DOWN = Script.json(503, ChatVendor.error("Overloaded", "server_error"));
    private static final Script TOO_LONG = Script.json(
            400,
            ChatVendor.error(
                    "This model's maximum context length is 1000 tokens. However, your messages resulted in 2000 tokens.",
                    "invalid_request_error"));

    /** Vendors that each cost a token of the retry budget, one more than it has. */
    private static final int FRESH = 13;

    @TempDir
    static Path folder;

    private static AgentJar agent;
    private static Vendor vendor;
    private static Gateway intact;

    @BeforeAll
    static void start() throws Exception {
        agent = AgentJar.of(
                folder,
                Mutation.class,
                List.of(
                        Mechanism.class,
                        Mutation.Change.class,
                        Mutation.Nothing.class,
                        Mutation.Yes.class,
                        Mutation.NoObjection.class),
                List.of(ByteBuddy.class));
        vendor = Vendor.start();
        intact = Gateway.serving(policy(), Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        intact.close();
        vendor.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aMechanismThatIsSwitchedOffTurnsItsRowRed(Mechanism off) throws Exception {
        assertThat(isGreen(off, intact)).as("%s, as packed", off).isTrue();

        Map<String, String> environment = new HashMap<>();
        environment.put("VENDOR_KEY", "sk-vendor");
        environment.put("JDK_JAVA_OPTIONS", agent.option(off.name()));
        try (Gateway mutated = Gateway.serving(policy(), environment)) {
            assertThat(isGreen(off, mutated)).as("%s", off).isFalse();
        }
    }

    /** Whether a client of this gateway, and its vendors, see what the row of the matrix says. */
    private static boolean isGreen(Mechanism mechanism, Gateway gateway) throws Exception {
        return switch (mechanism) {
            case BREAKER -> aVendorThatIsDownIsAskedLessAndLess(gateway);
            case COMMIT_HOLD -> anAnswerThatIsCutBeforeItsContentIsAnothersAnswer(gateway);
            case HOP_CHECK -> whatIsTooLongForOneWindowGoesToNoSmallerOne(gateway);
            case RETRY_BUDGET -> anEmptyRetryBudgetIsTheFirstFailure(gateway);
            case SETTLE -> nothingIsHeldWhenAllIsOver(gateway);
        };
    }

    private static boolean aVendorThatIsDownIsAskedLessAndLess(Gateway gateway) throws Exception {
        vendor.plays("breaker", DOWN).plays("other", ChatVendor.says("other"));
        for (int i = 0; i < 20; i++) {
            chat(gateway, "auto-breaker", false);
        }
        return vendor.asked("breaker").size() < 10;
    }

    private static boolean anAnswerThatIsCutBeforeItsContentIsAnothersAnswer(Gateway gateway) throws Exception {
        vendor.plays("commit", (asked, line) -> {
                    line.head(200, Script.EVENTS).chunk(ChatVendor.role(asked.json()));
                    line.reset();
                })
                .plays("other", ChatVendor.says("other"));
        HttpResponse<String> answer = chat(gateway, "auto-commit", true);
        return answer.statusCode() == 200
                && answer.body().contains("other")
                && answer.body().endsWith("[DONE]\n\n");
    }

    private static boolean whatIsTooLongForOneWindowGoesToNoSmallerOne(Gateway gateway) throws Exception {
        vendor.plays("large", TOO_LONG).plays("small", ChatVendor.says("small"));
        chat(gateway, "auto-window", false);
        return vendor.asked("large").size() == 1 && vendor.asked("small").isEmpty();
    }

    private static boolean anEmptyRetryBudgetIsTheFirstFailure(Gateway gateway) throws Exception {
        vendor.plays("retry", DOWN).plays("other", ChatVendor.says("other"));
        for (int i = 0; i < FRESH; i++) {
            vendor.plays("fresh" + i, DOWN);
            chat(gateway, "auto-fresh" + i, false);
        }
        vendor.plays("other", ChatVendor.says("other"));
        return chat(gateway, "auto-retry", false).statusCode() == 503
                && vendor.asked("other").isEmpty();
    }

    private static boolean nothingIsHeldWhenAllIsOver(Gateway gateway) throws Exception {
        vendor.plays("other", ChatVendor.says("other"));
        chat(gateway, "auto-paid", false);
        return gateway.ask("/budgets").at("/budgets/0/held").asLong() == 0
                && gateway.ask("/budgets").at("/budgets/0/spent").asLong() > 0;
    }

    private static HttpResponse<String> chat(Gateway gateway, String model, boolean stream) throws Exception {
        return new RawClient(gateway).chat(model, stream);
    }

    private static String policy() {
        Policy policy = new Policy()
                .chat("other", vendor.at("other"), "gpt-other")
                .chat("large", vendor.at("large"), "gpt-large", 64_000)
                .chat("small", vendor.at("small"), "gpt-small", 32_000)
                .profile("default", "other")
                .profile("paid", "other")
                .profile("window", "large", "small");
        for (String each : List.of("breaker", "commit", "retry")) {
            policy.chat(each, vendor.at(each), "gpt-" + each).profile(each, each, "other");
        }
        for (int i = 0; i < FRESH; i++) {
            policy.chat("fresh" + i, vendor.at("fresh" + i), "gpt-fresh").profile("fresh" + i, "fresh" + i, "other");
        }
        return policy.yaml().replace("{capacity: 1000}", "{capacity: 12, ratio: 0, perSecond: 0}")
                + "budgets:\n  paid: {monthly: 40 USD, maxOutput: 1000, match: {profile: paid}}\n";
    }
}
