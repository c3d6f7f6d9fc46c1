package dev.pointsman.edge.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.KeyCheck.Accepted;
import dev.pointsman.edge.keys.KeyCheck.Refused;
import dev.pointsman.edge.keys.KeyCheck.TooMany;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyCheckTest {

    private static final String KEY = "pm-right";
    private static final String ADDRESS = "10.0.0.1";

    private final AtomicLong now = new AtomicLong();
    private final HashedKeys keys = HashedKeys.of(Secret.of(KEY), VirtualKey.unbounded("one"));
    private final KeyCheck check = new KeyCheck(keys, now::get);

    private void failTooOften(String address) {
        for (int i = 0; i < KeyCheck.BURST; i++) {
            assertThat(check.check("pm-wrong-" + i, address)).isEqualTo(new Refused(false));
        }
    }

    @Test
    void tellsAMissingKeyFromAWrongOne() {
        assertThat(check.check(null, ADDRESS)).isEqualTo(new Refused(true));
        assertThat(check.check("pm-wrong", ADDRESS)).isEqualTo(new Refused(false));
        assertThat(check.check(KEY, ADDRESS)).isEqualTo(new Accepted(VirtualKey.unbounded("one")));
    }

    @Test
    void answersARightGuessLikeAWrongOneOnceThereWereTooMany() {
        failTooOften(ADDRESS);

        assertThat(check.check("pm-wrong", ADDRESS)).isEqualTo(check.check(KEY, ADDRESS));
        assertThat(check.check(KEY, ADDRESS)).isInstanceOf(TooMany.class);
    }

    @Test
    void letsAKeyInThatCameFromThereBefore() {
        check.check(KEY, ADDRESS);

        failTooOften(ADDRESS);

        assertThat(check.check(KEY, ADDRESS)).isInstanceOf(Accepted.class);
        assertThat(check.check("pm-wrong", ADDRESS)).isInstanceOf(TooMany.class);
    }

    @Test
    void forgetsAKeyThatWasRemoved() {
        check.check(KEY, ADDRESS);

        keys.remove("one");

        assertThat(check.check(KEY, ADDRESS)).isInstanceOf(Refused.class);
    }

    @Test
    void forgivesWithTime() {
        failTooOften(ADDRESS);

        now.addAndGet(KeyCheck.REFILL.toNanos());

        assertThat(check.check("pm-wrong", ADDRESS)).isInstanceOf(Refused.class);
        assertThat(check.check("pm-wrong", ADDRESS)).isInstanceOf(TooMany.class);
    }

    @Test
    void tellsHowLongToWait() {
        failTooOften(ADDRESS);

        TooMany tooMany = (TooMany) check.check("pm-wrong", ADDRESS);

        assertThat(tooMany.retryAfter()).isBetween(Duration.ofMillis(5_900), Duration.ofMillis(6_100));
    }

    @Test
    void countsEverySpellingOfAnAddress() {
        failTooOften("::ffff:10.0.0.1");
        failTooOften("2001:db8::1");

        assertThat(check.check("pm-wrong", ADDRESS)).isInstanceOf(TooMany.class);
        assertThat(check.check("pm-wrong", "0:0:0:0:0:ffff:a00:1")).isInstanceOf(TooMany.class);
        assertThat(check.check("pm-wrong", "2001:db8:0:0:ffff::2"))
                .as("the same /64")
                .isInstanceOf(TooMany.class);
        assertThat(check.check("pm-wrong", "2001:db8:0:1::1")).as("another /64").isInstanceOf(Refused.class);
        assertThat(check.check("pm-wrong", "10.0.0.2")).isInstanceOf(Refused.class);
        assertThat(check.check("pm-wrong", "fe80::1%eth0")).isInstanceOf(Refused.class);
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        failTooOften(ADDRESS);
        for (int i = 0; i < 10_000; i++) {
            check.check("pm-wrong", "10.1." + i / 250 + "." + i % 250);
        }

        assertThat(check.check("pm-wrong", ADDRESS))
                .as("the oldest was given up")
                .isInstanceOf(Refused.class);
    }
}
