package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the fault matrix that stand on one mechanism each, in a router that is made of these mechanisms. */
enum FaultRow {
    F16_AN_ERROR_BEHIND_THE_ROLE_IS_NEVER_SEEN {
        @Override
        void check(Router router) {
            List<String> words = router.ask(
                    new FakeHop("one").frame("role").fail(new Overloaded()), FakeHop.answering("two", "hello"));

            assertThat(words).containsExactly("hello", "end");
        }
    },
    F27_ATTEMPTS_ARE_BOUNDED_WHEN_ALL_FAIL {
        @Override
        void check(Router router) {
            int attempts = 0;
            for (int i = 0; i < 200; i++) {
                // Endpoints of its own for each request, so that no breaker helps.
                router.ask(FakeHop.failing("one" + i, new Overloaded()), FakeHop.failing("two" + i, new Overloaded()));
                attempts += router.attempts();
            }

            assertThat(attempts).isLessThanOrEqualTo(200 + 20 + 10);
        }
    },
    F29_A_DEAD_VENDOR_IS_LEFT_ALONE {
        @Override
        void check(Router router) {
            int asked = 0;
            for (int i = 0; i < 50; i++) {
                FakeHop dead = FakeHop.failing("one", new Overloaded());
                router.ask(dead, FakeHop.answering("two", "hello"));
                asked += dead.prepared;
            }

            assertThat(asked).isLessThan(10);
        }
    },
    F33_WHAT_IS_NO_LONGER_ALLOWED_GETS_NO_PACKET {
        @Override
        void check(Router router) {
            FakeHop elsewhere = FakeHop.answering("two", "never").dropped("locality");

            router.ask(FakeHop.failing("one", new Overloaded()), elsewhere);

            assertThat(elsewhere.prepared).isZero();
        }
    },
    F14_AN_ANSWER_THAT_BREAKS_OFF_IS_SETTLED_ONCE {
        @Override
        void check(Router router) {
            router.ask(new FakeHop("one").frame("hello").fail(new Overloaded()));

            assertThat(router.endings).containsExactly("overloaded");
        }
    };

    /** Fails where the row does not hold. */
    abstract void check(Router router);

    /** An attempt loop, and what its clients see. */
    static final class Router {

        private final FakeTime time = new FakeTime();
        private final Mechanisms mechanisms;
        private final AttemptLoop loop;
        private final List<String> endings = new ArrayList<>();
        private AttemptLog log = new AttemptLog(time::nanoTime);

        Router(Mechanisms mechanisms) {
            this.mechanisms = mechanisms;
            EndpointHealth health = mechanisms.health(time);
            this.loop = new AttemptLoop(health, mechanisms.retries(time), time, time::nanoTime);
        }

        /** What a client gets of an answer until it ends or fails. */
        List<String> ask(FakeHop... hops) {
            log = new AttemptLog(time::nanoTime);
            List<String> words = new ArrayList<>();
            try {
                CommittedResponse response = loop.run(
                        mechanisms.hops(hops),
                        AttemptLimits.DEFAULT,
                        new Cancellation(),
                        log,
                        mechanisms.ending(endings));
                for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
                    words.add(frame.get().payload().utf8());
                }
            } catch (ProviderException e) {
                words.add(e.failure().code());
            }
            return words;
        }

        int attempts() {
            return log.reports().size();
        }
    }
}
