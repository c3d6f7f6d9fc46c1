package dev.pointsman.router.dialect.laws;

import dev.pointsman.api.exchange.Dialect;
import java.util.Map;
import java.util.TreeMap;

/** How much recorded traffic a law was held against, so that a law over nothing is seen. */
final class Counts {

    private final String law;
    private final Dialect dialect;
    private final Map<String, Integer> features = new TreeMap<>();
    private int cases;

    Counts(String law, Dialect dialect) {
        this.law = law;
        this.dialect = dialect;
    }

    void add(Recorded recorded) {
        cases++;
        recorded.tags().forEach(this::feature);
    }

    void feature(String name) {
        features.merge(name, 1, Integer::sum);
    }

    int cases() {
        return cases;
    }

    void print() {
        System.out.println("law: " + law + " | " + dialect + " | " + cases + " cases | " + features);
    }
}
