package dev.pointsman.router.simulation;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.router.simulation.Step.Breaks;
import dev.pointsman.router.simulation.Step.Ends;
import dev.pointsman.router.simulation.Step.Fails;
import dev.pointsman.router.simulation.Step.FallsSilent;
import dev.pointsman.router.simulation.Step.Says;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer goes wrong, and {@link #NONE}. */
enum Fault {
    NONE {
        @Override
        List<Step> script(Dice dice, int words) {
            return ended(answer(dice, words), Word.END);
        }
    },
    /** Right, but for what it cost. */
    UNCOUNTED {
        @Override
        List<Step> script(Dice dice, int words) {
            return ended(answer(dice, words), Word.END_UNCOUNTED);
        }
    },
    /** Complete, and then the connection stands open. */
    NEVER_CLOSED {
        @Override
        List<Step> script(Dice dice, int words) {
            List<Step> steps = answer(dice, words);
            steps.add(new Says(gap(dice), Word.END));
            steps.add(new FallsSilent());
            return steps;
        }
    },
    LATE {
        @Override
        List<Step> script(Dice dice, int words) {
            List<Step> steps = new ArrayList<>();
            steps.add(new Says(dice.millisBetween(5_000, 30_000), Word.ROLE));
            steps.addAll(answer(dice, words));
            return ended(steps, Word.END);
        }
    },
    REFUSED {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Fails(dice.millisBetween(1, 20), new Unreachable(), false));
        }
    },
    CONNECTS_TOO_LATE {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Fails(Duration.ofSeconds(5), new TimedOut(Phase.CONNECT), false));
        }
    },
    RESET {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Fails(latency(dice), new Unreachable(), true));
        }
    },
    OVERLOADED {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new Overloaded());
        }
    },
    RATE_LIMITED {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new RateLimited(retryAfter(dice)));
        }
    },
    UNAUTHORIZED {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new Unauthorized());
        }
    },
    NO_QUOTA {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new QuotaExhausted());
        }
    },
    UNKNOWN_MODEL {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new ModelUnavailable());
        }
    },
    TOO_LONG {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new ContextTooLong());
        }
    },
    INVALID {
        @Override
        List<Step> script(Dice dice, int words) {
            return failing(dice, new InvalidRequest(400, null));
        }
    },
    SILENT {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new FallsSilent());
        }
    },
    SILENT_BEHIND_THE_ROLE {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Says(latency(dice), Word.ROLE), new FallsSilent());
        }
    },
    PINGS_ALONE {
        @Override
        List<Step> script(Dice dice, int words) {
            return repeated(Word.PING, Duration.ofSeconds(3), 200);
        }
    },
    EMPTY {
        @Override
        List<Step> script(Dice dice, int words) {
            return ended(new ArrayList<>(List.of(new Says(latency(dice), Word.ROLE))), Word.END);
        }
    },
    ERROR_FIRST {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Says(latency(dice), Word.ROLE), new Says(gap(dice), Word.ERROR));
        }
    },
    BROKEN_PLUGIN {
        @Override
        List<Step> script(Dice dice, int words) {
            return List.of(new Breaks(latency(dice)));
        }
    },
    STALLS {
        @Override
        List<Step> script(Dice dice, int words) {
            return midway(dice, words, new FallsSilent());
        }
    },
    PINGS_MIDWAY {
        @Override
        List<Step> script(Dice dice, int words) {
            List<Step> steps = midway(dice, words, new Says(gap(dice), Word.PING));
            steps.addAll(repeated(Word.PING, Duration.ofSeconds(3), 200));
            return steps;
        }
    },
    CUT {
        @Override
        List<Step> script(Dice dice, int words) {
            return midway(dice, words, new Ends(gap(dice)));
        }
    },
    RESET_MIDWAY {
        @Override
        List<Step> script(Dice dice, int words) {
            return midway(dice, words, new Fails(gap(dice), new Unreachable(), true));
        }
    },
    ERROR_MIDWAY {
        @Override
        List<Step> script(Dice dice, int words) {
            return midway(dice, words, new Says(gap(dice), Word.ERROR));
        }
    },
    DRIPS {
        @Override
        List<Step> script(Dice dice, int words) {
            return repeated(Word.CONTENT, Duration.ofSeconds(2), 150);
        }
    };

    /** What one answer of this kind does, step by step. The last one is repeated where it is asked for again. */
    abstract List<Step> script(Dice dice, int words);

    private static List<Step> answer(Dice dice, int words) {
        List<Step> steps = new ArrayList<>();
        if (dice.happens(0.5)) {
            steps.add(new Says(latency(dice), Word.ROLE));
        }
        steps.add(new Says(latency(dice), Word.CONTENT));
        for (int word = 1; word < words; word++) {
            steps.add(new Says(gap(dice), Word.CONTENT));
        }
        return steps;
    }

    private static List<Step> ended(List<Step> steps, Word mark) {
        steps.add(new Says(Duration.ZERO, mark));
        steps.add(new Ends(Duration.ZERO));
        return steps;
    }

    private static List<Step> midway(Dice dice, int words, Step last) {
        List<Step> steps = answer(dice, Math.max(1, words / 2));
        steps.add(last);
        return steps;
    }

    private static List<Step> repeated(Word word, Duration every, int times) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            steps.add(new Says(every, word));
        }
        steps.add(new FallsSilent());
        return steps;
    }

    private static List<Step> failing(Dice dice, ProviderFailure failure) {
        return List.of(new Fails(latency(dice), failure, true));
    }

    private static Duration latency(Dice dice) {
        return Duration.ofMillis(50).plus(dice.exponential(Duration.ofMillis(400)));
    }

    private static Duration gap(Dice dice) {
        return dice.exponential(Duration.ofMillis(60));
    }

    /** Absent, absurd and honest ones. */
    private static @Nullable Duration retryAfter(Dice dice) {
        return dice.happens(0.3)
                ? null
                : dice.one(
                        Duration.ofSeconds(-1),
                        Duration.ZERO,
                        Duration.ofMillis(3),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1_000_000_000L));
    }
}
