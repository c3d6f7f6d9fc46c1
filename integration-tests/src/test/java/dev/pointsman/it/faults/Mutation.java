package dev.pointsman.it.faults;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Switches one mechanism of a packed router off, as an agent in its process: a method of it does nothing any more. */
public final class Mutation {

    /** What can be switched off, and the row of the fault matrix that must turn red then. */
    enum Mechanism {
        BREAKER("F29", new Change("health.Breaker", "failed", Nothing.class)),
        COMMIT_HOLD("F15", new Change("attempt.Attempt", "commit", Nothing.class)),
        /** Before each hop a candidate is judged anew, and by what the hop before it taught. */
        HOP_CHECK(
                "F10",
                new Change("selection.HopCheck", "judge", NoObjection.class),
                new Change("attempt.Walk", "mayHelp", Yes.class)),
        RETRY_BUDGET("F31", new Change("attempt.RetryBudget", "tryTake", Yes.class)),
        SETTLE("F37", new Change("money.Settlements", "add", Nothing.class));

        private final String row;
        private final List<Change> changes;

        Mechanism(String row, Change... changes) {
            this.row = row;
            this.changes = List.of(changes);
        }

        /** As the page of the matrix finds its cases. */
        @Override
        public String toString() {
            return row + " without " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private Mutation() {}

    /** @param mechanism by its name */
    public static void premain(String mechanism, Instrumentation instrumentation) {
        AgentBuilder agent = new AgentBuilder.Default();
        for (Change change : Mechanism.valueOf(mechanism).changes) {
            agent = agent.type(named("dev.pointsman.router." + change.type()))
                    .transform((builder, type, loader, module, domain) ->
                            builder.visit(Advice.to(change.advice()).on(named(change.method()))));
        }
        agent.installOn(instrumentation);
    }

    /** A method of the router, and what it does instead. */
    record Change(String type, String method, Class<?> advice) {}

    static final class Nothing {

        private Nothing() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }
    }

    static final class Yes {

        private Yes() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }

        @Advice.OnMethodExit
        static void yes(@Advice.Return(readOnly = false) boolean answer) {
            answer = true;
        }
    }

    static final class NoObjection {

        private NoObjection() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }

        @Advice.OnMethodExit
        static void none(@Advice.Return(readOnly = false) Optional<?> answer) {
            answer = Optional.empty();
        }
    }
}
