package dev.pointsman.edge.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashedKeysTest {

    private final HashedKeys keys = new HashedKeys();

    @Test
    void findsTheKeyAndWhatItMeans() {
        keys.add(Secret.of("pm-a"), VirtualKey.unbounded("a"));
        keys.add(Secret.of("pm-b"), VirtualKey.unbounded("b"));

        assertThat(keys.find("pm-a")).contains(VirtualKey.unbounded("a"));
        assertThat(keys.find("pm-b")).contains(VirtualKey.unbounded("b"));
        assertThat(keys.find("pm-c")).isEmpty();
    }

    @Test
    void tellsKeysApartThatBeginAlike() {
        String beginning = "pm-" + "x".repeat(40);
        keys.add(Secret.of(beginning + "1"), VirtualKey.unbounded("one"));
        keys.add(Secret.of(beginning + "2"), VirtualKey.unbounded("two"));

        assertThat(keys.find(beginning + "1")).contains(VirtualKey.unbounded("one"));
        assertThat(keys.find(beginning + "2")).contains(VirtualKey.unbounded("two"));
        assertThat(keys.find(beginning)).isEmpty();
        assertThat(keys.find(beginning + "3")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeAKey() {
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.find("x".repeat(100_000))).isEmpty();
    }

    @Test
    void refusesARemovedKey() {
        keys.add(Secret.of("pm-a"), VirtualKey.unbounded("a"));

        keys.remove("a");

        assertThat(keys.find("pm-a")).isEmpty();
    }

    @Test
    void makesKeysOf256Bits() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(VirtualKey.generate().reveal());
        }

        assertThat(made).hasSize(1_000).allMatch(key -> key.matches("pm-[A-Za-z0-9_-]{43}"));
    }
}
