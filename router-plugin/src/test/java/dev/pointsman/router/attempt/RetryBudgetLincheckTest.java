package dev.pointsman.router.attempt;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Requests that pay, requests that take, time that passes and a policy that changes, in every order: no token comes of it. */
@Param(name = "capacity", gen = IntGen.class, conf = "1:3")
public class RetryBudgetLincheckTest {

    private static final long SECOND = 1_000_000_000L;

    private volatile long now;
    private final RetryBudget budget = new RetryBudget(new RetryBudget.Settings(0.5, 2, 0.25), () -> now);

    @Operation
    public void requestAccepted() {
        budget.requestAccepted();
    }

    @Operation
    public boolean tryTake() {
        return budget.tryTake();
    }

    @Operation
    public void use(@Param(name = "capacity") int capacity) {
        budget.use(new RetryBudget.Settings(0.5, capacity, 0.25));
    }

    @Operation(nonParallelGroup = "clock")
    public void aSecondPasses() {
        now += SECOND;
    }

    @Operation
    public double tokens() {
        return budget.tokens();
    }

    @Test
    void behavesAsIfOneThreadCameAfterTheOther() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(RetryBudgetLincheckTest.class);
    }
}
