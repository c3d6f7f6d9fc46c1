package dev.pointsman.dropin.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.provider.Credential;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every record of every module is made with a canary in each of its texts and asked to print itself. What may show is listed here
 * by the component's name, so that a new type with a text shows up until somebody has decided what it is.
 */
class PrintsNothingTest {

    /** Names of things, codes, places in a document, our own sentences: never what a person or a model said, never a secret. */
    private static final Set<String> NAMES =
            Set.of(("action agent agentHint aliases answered apiVersion asked askedModel at begin budget by byPath "
                            + "byWorkload caches candidate catalog catalogFiles catalogVersion choice choices "
                            + "closedBy code countedBy credentialId credentials decision decisionId demand dialect "
                            + "downgradeTo edits effectiveFrom end endpoint exceptionType extension extensions "
                            + "factories factsId fetched file filters fingerprint finishReason folder forward from "
                            + "healthKey holders host hosts id issuer keyId labels lastCode lastModel limit lines "
                            + "logger losses masterKeyId mediaType message method model models name needs only "
                            + "organization origins outcome owner owners param path pattern pins place policyVersion "
                            + "priceSource problem profile profiles project provider providers quality reason "
                            + "reasoning refused refuses region regions renamed renames replaces requestId result "
                            + "role route scorers sealed servedModel service sessionHash sha256 shell source sql "
                            + "state subject systems target term to tokenizer tool translatedInto type types use "
                            + "userHash vendor version wayOut what who words workload workspace workspaces")
                    .split(" "));

    /** Where the component's name says too little, each with what it is. */
    private static final Set<String> KNOWN = Set.of(
            // What an answer's own headers are, and patterns of a policy.
            "Head.headers",
            "Bounds.headers",
            "RuleCondition.headers",
            // References to secrets in a policy, which the doctor quotes.
            "Reference.text",
            // Fingerprints, as traces show them.
            "Affinity.session",
            "RequestInputs.session",
            // A model's id and numbers in the form in which decisions are stored.
            "StoredDecision.facts",
            "StoredDecision.inputs",
            "StoredDecision.request",
            "StoredInputs.facts",
            "StoredInputs.values",
            "Written.document",
            // A credential's id in a conversation's memory.
            "Memory.credential",
            // Names of variables and of a host, of groups of usage, of a dialect's members.
            "Found.variables",
            "HostName.value",
            // A failure's code.
            "Interrupted.cause",
            "UsageGroup.values",
            "FrameScan.members",
            "FinishMark.inside",
            "OutputLimit.names",
            "OutputLimit.outers",
            // A model's id.
            "Affinity.brokeOff",
            "PolicyInputs.brokeOff",
            // Bounded labels of meters.
            "GenAi.operation",
            "GenAi.served",
            "GenAi.system",
            // Digests of what a client named.
            "Holder.content",
            "NamedRequest.content",
            "NamedRequest.digest",
            // Tables, columns and files of changes to a store.
            "Column.table",
            "Current.further",
            "Different.foreign",
            "Different.missing",
            // What the doctor says of an installation: paths of a policy, files, counts, lines to write.
            "Flaw.change",
            "Flaw.where",
            "Held.found");

    /** Their constructors want what only a request has; none has a text that is not one of these types' own. */
    private static final Set<String> NOT_MADE =
            Set.of("OutboundResponse", "Hedging", "TimeWindow", "OutgoingCall", "DecisionInputs");

    private static final List<Class<?>> CONTENT =
            List.of(Payload.class, Secret.class, Frame.class, Credential.class, ModelRequest.class, byte[].class);

    @Test
    void noRecordPrintsMoreThanNames() {
        Set<String> leaks = new TreeSet<>();
        Set<String> notMade = new TreeSet<>();
        int printed = 0;
        for (Class<?> type : records()) {
            Made made = new Made();
            Object one = made.record(type);
            if (one == null) {
                notMade.add(type.getSimpleName());
                continue;
            }
            printed++;
            made.in(String.valueOf(one)).stream()
                    .filter(place -> !KNOWN.contains(place) && !NAMES.contains(place.replaceFirst(".*\\.", "")))
                    .forEach(place -> leaks.add(place + " in " + type.getName()));
        }

        assertThat(printed).isGreaterThan(300);
        assertThat(leaks)
                .as("hide it in toString, or say in this test that it is a name")
                .isEmpty();
        assertThat(notMade).as("teach Made to make it").isSubsetOf(NOT_MADE);
    }

    /** A logger, a debugger or a careless endpoint may hand any object to Jackson. */
    @Test
    void whatATypeHidesJacksonDoesNotFindEither() {
        ObjectMapper json = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        List<String> leaks = new ArrayList<>();
        int written = 0;
        for (Class<?> type : records()) {
            Made made = new Made();
            Object one = made.record(type);
            try {
                leaks.addAll(made.hiddenIn(json.writeValueAsString(one)));
                written++;
            } catch (JsonProcessingException e) {
                // What cannot be written shows nothing.
                continue;
            }
        }

        assertThat(written).isGreaterThan(100);
        assertThat(leaks).isEmpty();
    }

    /** An exception's message is logged by whoever catches it. */
    @Test
    void noExceptionTakesContent() {
        List<String> takers = new ArrayList<>();
        int exceptions = 0;
        for (Class<?> type : MainClasses.all()) {
            if (!Throwable.class.isAssignableFrom(type)) {
                continue;
            }
            exceptions++;
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.stream(constructor.getParameterTypes()).anyMatch(PrintsNothingTest::isContent)) {
                    takers.add(constructor.toString());
                }
            }
        }

        assertThat(exceptions).isGreaterThan(20);
        assertThat(takers).isEmpty();
    }

    private static boolean isContent(Class<?> type) {
        return CONTENT.contains(type)
                || type.getSimpleName().equals("PromptText")
                || type.getSimpleName().endsWith("Node");
    }

    private static List<Class<?>> records() {
        return MainClasses.all().stream().filter(Class::isRecord).toList();
    }
}
