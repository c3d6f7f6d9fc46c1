package dev.pointsman.router.selection;

import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.health.EndpointKey;
import java.util.AbstractList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A decision and everything it was made of. Immutable; rendered only when someone asks. */
public final class Decision implements RoutingDecision {

    private final DecisionInputs inputs;
    private final Ratings ratings;
    private final @Nullable Drop[] drops;
    private final int[] order;
    private final boolean panic;
    private final String id;
    private final Map<String, Carried> carried;

    Decision(DecisionInputs inputs, Ratings ratings, @Nullable Drop[] drops, int[] order, boolean panic) {
        this(inputs, ratings, drops, order, panic, Map.of());
    }

    private Decision(
            DecisionInputs inputs,
            Ratings ratings,
            @Nullable Drop[] drops,
            int[] order,
            boolean panic,
            Map<String, Carried> carried) {
        this.inputs = inputs;
        this.ratings = ratings;
        this.drops = drops;
        this.order = order;
        this.panic = panic;
        this.id = Seeds.id(inputs.nowMillis(), inputs.seed());
        this.carried = carried;
    }

    /**
     * The same, with how the request's body would come to each candidate: looked at when someone only asks, since a request on its
     * way is translated for those alone that are tried.
     *
     * @param known by {@code provider/model}
     */
    public Decision carrying(Map<String, Carried> known) {
        return new Decision(inputs, ratings, drops, order, panic, Map.copyOf(known));
    }

    Map<String, Carried> carried() {
        return carried;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String profile() {
        return inputs.policy().profile();
    }

    @Override
    public String workload() {
        return inputs.request().workload();
    }

    @Override
    public List<String> ranking() {
        return new AbstractList<>() {
            @Override
            public String get(int rank) {
                return inputs.candidates().name[order[rank]];
            }

            @Override
            public int size() {
                return order.length;
            }
        };
    }

    /** What it was made of. */
    public DecisionInputs inputs() {
        return inputs;
    }

    /** The kept candidates in the order of trying. */
    public List<RankedCandidate> ranked() {
        return new AbstractList<>() {
            @Override
            public RankedCandidate get(int rank) {
                int candidate = order[rank];
                return new RankedCandidate(
                        candidate, endpoint(candidate), ratings.score(candidate), isFallback(candidate));
            }

            @Override
            public int size() {
                return order.length;
            }
        };
    }

    /** Any candidate's endpoint, by its index, kept or not. */
    public EndpointKey endpoint(int candidate) {
        return new EndpointKey(inputs.candidates().provider[candidate], inputs.candidates().model[candidate]);
    }

    /** Whether a candidate, kept or not, stands in the fallback chain. */
    public boolean isFallback(int candidate) {
        return inputs.candidates().tier[candidate] > 0;
    }

    /** Why a candidate was dropped; empty when it was kept, or is tried in panic. */
    public Optional<Drop> drop(int candidate) {
        return Optional.ofNullable(drops[candidate]);
    }

    /**
     * Nothing eligible was left but endpoints that failed too often: the first of the ranking may be tried, once, without
     * another attempt after it.
     */
    public boolean panic() {
        return panic;
    }

    /** How far the first choice's score leads over the second's of the same tier; empty when it is alone there. */
    public OptionalDouble margin() {
        if (order.length < 2 || Selector.group(inputs, order[0]) != Selector.group(inputs, order[1])) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(ratings.score(order[0]) - ratings.score(order[1]));
    }

    /** For each term the smallest change of its weight that puts another candidate first; terms that cannot are left out. */
    public List<Flip> flips() {
        return Flips.of(this);
    }

    /** Expected USD of this request at a candidate; empty when its price is unknown. */
    public OptionalDouble expectedCost(int candidate) {
        double cost = ratings.raw(Term.COST.ordinal(), candidate);
        return Double.isNaN(cost) ? OptionalDouble.empty() : OptionalDouble.of(cost);
    }

    /** Whether a candidate's prompt cache is expected to hold some of the input still. */
    public boolean expectsCached(int candidate) {
        return inputs.candidates().prefixTokens[candidate] > 0 && inputs.candidates().warm[candidate] > 0;
    }

    /** Grams of CO2 equivalent for 1,000 output tokens of a kept candidate; empty when nobody knows, or it is none. */
    public OptionalDouble gramsPerThousandTokens(EndpointKey endpoint) {
        for (int candidate : order) {
            if (endpoint(candidate).equals(endpoint)) {
                double grams = inputs.candidates().carbonPerThousand[candidate];
                return Double.isNaN(grams) ? OptionalDouble.empty() : OptionalDouble.of(grams);
            }
        }
        return OptionalDouble.empty();
    }

    /** How many candidates were dropped, by reason. */
    public Map<DropReason, Integer> dropped() {
        Map<DropReason, Integer> counts = new EnumMap<>(DropReason.class);
        for (Drop drop : drops) {
            if (drop != null) {
                counts.merge(drop.reason(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Expected length of the answer. */
    public int expectedOutputTokens(int candidate) {
        return inputs.candidates().outputTokens[candidate];
    }

    /** The most tokens the candidate can take; -1 when unknown. */
    public int contextWindow(int candidate) {
        return inputs.candidates().window[candidate];
    }

    /** Why the first choice is first, in a few words without content. */
    public String reason() {
        if (order.length == 0) {
            return "no eligible candidate";
        }
        if (panic) {
            return "everything else failed too often";
        }
        if (passedOver()) {
            return "the conversation's last answer broke off at "
                    + inputs.policy().brokeOff();
        }
        if (inputs.policy().lock() != null) {
            return Selector.isHolder(inputs, order[0])
                    ? "bound by the conversation"
                    : "the conversation's own model cannot answer";
        }
        return order.length == 1 ? "only eligible candidate" : "highest score";
    }

    /** Whether somebody else is first because a candidate's answer broke off. */
    private boolean passedOver() {
        if (Selector.brokeOff(inputs, order[0])) {
            return false;
        }
        for (int candidate : order) {
            if (Selector.brokeOff(inputs, candidate)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A fingerprint of what came out: the order, every verdict, every score to its last bit. Equal on every machine for equal
     * inputs.
     */
    public String result() {
        long mixed = Seeds.mix(order.length * 2L + (panic ? 1 : 0));
        for (int candidate : order) {
            mixed = Seeds.mix(mixed ^ candidate);
        }
        for (int i = 0; i < drops.length; i++) {
            Drop drop = drops[i];
            mixed = Seeds.mix(mixed ^ Double.doubleToRawLongBits(ratings.score(i)));
            mixed = Seeds.mix(mixed ^ (drop == null ? 0 : drop.code().hashCode()));
        }
        return HexFormat.of().toHexDigits(mixed);
    }

    @Override
    public Payload toJson() {
        return DecisionJson.write(this);
    }

    /** The trace, and beside it how the request's body would come to candidates. */
    public Payload toldJson() {
        return DecisionJson.writeTold(this);
    }

    Ratings ratings() {
        return ratings;
    }

    int[] order() {
        return order;
    }

    String termName(int term) {
        return term < Term.count()
                ? Term.at(term).key()
                : inputs.policy().scorers().get(term - Term.count());
    }

    @Override
    public String toString() {
        return "Decision[" + id + ", " + profile() + ", " + choice().orElse("none") + "]";
    }
}
