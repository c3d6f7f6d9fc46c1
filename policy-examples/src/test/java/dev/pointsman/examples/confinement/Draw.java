package dev.pointsman.examples.confinement;

import dev.pointsman.examples.confinement.Drawn.Model;
import dev.pointsman.examples.confinement.Drawn.Profile;
import dev.pointsman.examples.confinement.Drawn.Reach;
import dev.pointsman.examples.confinement.Drawn.Trouble;
import dev.pointsman.examples.confinement.Drawn.Vendor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws policies and questions. The same seed draws the same. */
final class Draw {

    /** Far from both prices that are drawn, so that no estimate of tokens is near the line. */
    static final double CAP_USD = 0.001;

    static final double CHEAP = 0.1;
    static final double DEAR = 150;
    static final double FLOOR = 0.5;
    static final int SMALL_WINDOW = 1_000;
    static final int LARGE_WINDOW = 200_000;

    private static final List<String> CAPABILITIES =
            List.of("streaming", "tools", "parallel-tools", "images", "audio", "documents", "schema", "reasoning");

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    Drawn policy() {
        int size = 3 + random.nextInt(4);
        List<Vendor> vendors = IntStream.range(0, size).mapToObj(this::vendor).toList();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        List.of("default", "other", "strict").forEach(name -> profiles.put(name, profile(vendors)));
        return new Drawn(vendors, profiles, aliases(vendors), reach(vendors));
    }

    Question question(Drawn policy) {
        Vendor vendor = any(policy.vendors());
        String direct = vendor.name() + "/" + any(vendor.models()).id();
        String model = any(List.of("auto", "auto", "auto-other", "auto-strict", "nick", "nick-of-nick", direct));
        return new Question(
                model,
                chance(3) ? Drawn.SECRET : Map.of(),
                chance(4) ? Drawn.BOT : "agent",
                chance(6) ? any(List.of("other", "strict", "default")) : null,
                reach(policy.vendors()),
                chance(3),
                chance(3),
                chance(6),
                chance(6),
                chance(8),
                chance(8),
                chance(5),
                chance(5),
                chance(4),
                chance(3));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private Vendor vendor(int i) {
        boolean ollama = chance(3);
        boolean local = ollama ? !chance(4) : chance(4);
        Trouble trouble = chance(2) ? Trouble.NONE : any(List.of(Trouble.values()));
        return new Vendor(
                "p" + i,
                ollama ? "ollama" : "openai-compatible",
                (local ? "10.0.0." : "203.0.113.") + (i + 1),
                local,
                any(List.of("eu", "us", "")).transform(text -> text.isEmpty() ? null : text),
                any(List.of("none", "7d", "30d", "")).transform(text -> text.isEmpty() ? null : text),
                any(List.of("red", "blue")),
                !chance(10),
                IntStream.rangeClosed(0, random.nextInt(2))
                        .mapToObj(model -> model(model, ollama))
                        .toList(),
                trouble);
    }

    private Model model(int i, boolean ollama) {
        Set<String> capabilities = null;
        if (!chance(4)) {
            capabilities = new HashSet<>(Set.of("streaming"));
            for (String capability : CAPABILITIES) {
                if (!chance(4)) {
                    capabilities.add(capability);
                }
            }
        }
        String id = "m" + i + (ollama && chance(3) ? any(List.of(":cloud", "-cloud")) : "");
        Double price = chance(5) ? null : Double.valueOf(chance(3) ? DEAR : CHEAP);
        Double quality = chance(5) ? null : Double.valueOf(chance(3) ? 0.2 : 0.9);
        return new Model(id, price, capabilities, chance(4) ? SMALL_WINDOW : LARGE_WINDOW, quality);
    }

    private Profile profile(List<Vendor> vendors) {
        return new Profile(
                chance(3) ? patterns(vendors) : List.of(),
                chance(3) ? patterns(vendors) : List.of(),
                chance(7),
                chance(6) ? List.of(any(List.of("eu", "us"))) : List.of(),
                chance(8) ? any(List.of("none", "7d")) : null,
                chance(8) ? List.of(any(List.of("red", "blue"))) : List.of(),
                chance(8) ? Set.of(any(CAPABILITIES)) : Set.of(),
                chance(3),
                chance(7) ? FLOOR : 0,
                chance(7) ? Double.valueOf(CAP_USD) : null,
                any(List.of("allow", "avoid", "forbid")));
    }

    private List<String> patterns(List<Vendor> vendors) {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            patterns.add(any(vendors).name() + (random.nextBoolean() ? "/*" : "/m0*"));
        }
        return patterns;
    }

    private Map<String, String> aliases(List<Vendor> vendors) {
        Vendor vendor = any(vendors);
        String target = random.nextBoolean()
                ? vendor.name() + "/" + vendor.models().getFirst().id()
                : any(List.of("auto-other", "auto-strict"));
        return Map.of("nick", target, "nick-of-nick", "nick");
    }

    private Reach reach(List<Vendor> vendors) {
        return new Reach(
                chance(12) ? Set.of(any(vendors).name() + "/*", "*/m0") : Set.of("*"),
                chance(12) ? Set.of("default", "strict") : Set.of("*"),
                chance(12)
                        ? new HashSet<>(
                                List.of(any(vendors).name(), any(vendors).name()))
                        : Set.of("*"),
                chance(15) ? Set.of("eu") : Set.of("*"),
                !chance(3));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
