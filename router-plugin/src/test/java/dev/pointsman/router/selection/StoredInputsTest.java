package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredInputsTest {

    private static final double[] ODD = {
        0.1 + 0.2, -0.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, 1e-300, Math.PI
    };

    private final StoredInputs.Writer writer = new StoredInputs.Writer();

    @Test
    void keepsEveryColumnBitForBit() throws Exception {
        // Given
        DecisionInputs made = decided().inputs();
        CandidateInputs odd = new CandidateInputs(5, made.policy().scorers().size());
        Random random = new Random(17);
        for (Field column : CandidateInputs.class.getDeclaredFields()) {
            if (!Modifier.isStatic(column.getModifiers())) {
                fill(column.get(odd), random);
            }
        }
        for (int i = 0; i < odd.size(); i++) {
            odd.name[i] = odd.provider[i] + "/" + odd.model[i];
        }
        DecisionInputs inputs = new DecisionInputs(
                made.nowMillis(),
                made.seed(),
                made.policyVersion(),
                made.catalogVersion(),
                made.request(),
                made.policy(),
                odd);

        // When
        CandidateInputs back = writer.write(inputs).inputs().candidates();

        // Then
        for (Field column : CandidateInputs.class.getDeclaredFields()) {
            if (!Modifier.isStatic(column.getModifiers())) {
                assertThat(column.get(back)).as(column.getName()).isEqualTo(column.get(odd));
            }
        }
    }

    @Test
    void decidesTheSameAgainFromWhatWasStored() {
        Decision decided = decided();

        Decision again = Selector.decide(writer.write(decided.inputs()).inputs());

        assertThat(again.toJson()).isEqualTo(decided.toJson());
    }

    @Test
    void storesWhatManyDecisionsShareOnce() {
        Situation situation = situation();
        InputsReader reader = situation.reader();
        StoredInputs first = writer.write(inputs(situation, reader, 1));

        StoredInputs second = writer.write(inputs(situation, reader, 2));

        assertThat(second.factsId()).isEqualTo(first.factsId());
        assertThat(second.values()).isNotEqualTo(first.values()).hasSizeLessThan(2_000);
    }

    private static DecisionInputs inputs(Situation situation, InputsReader reader, long seed) {
        return reader.read(
                situation.config().profiles().get("default"),
                Situation.chat(),
                dev.pointsman.api.exchange.Dialect.OPENAI_CHAT,
                dev.pointsman.router.session.Affinity.none(),
                situation::reading,
                new Moment(Situation.NOW, seed, Moment.NO_DEADLINE));
    }

    private static Situation situation() {
        return Situation.empty()
                .endpoint("openai", "gpt", 3, 0.8)
                .endpoint("anthropic", "claude", 4, 0.9)
                .endpoint("local", "llama", 0.1, 0.4)
                .profile("default", Map.of("weights", Map.of("cost", 0.3, "quality", 0.7)));
    }

    private static Decision decided() {
        return situation().decide("default", Situation.chat());
    }

    private static void fill(Object column, Random random) {
        for (int i = 0; i < Array.getLength(column); i++) {
            switch (column) {
                case double[] numbers -> numbers[i] = ODD[random.nextInt(ODD.length)];
                case int[] numbers -> numbers[i] = random.nextInt();
                case long[] numbers -> numbers[i] = random.nextLong();
                case boolean[] flags -> flags[i] = random.nextBoolean();
                case String[] texts -> texts[i] = "text " + random.nextInt(2) + " \"é\n";
                case double[][] scores -> fill(scores[i], random);
                default -> throw new AssertionError("a column of a kind that nobody stores: " + column.getClass());
            }
        }
    }
}
