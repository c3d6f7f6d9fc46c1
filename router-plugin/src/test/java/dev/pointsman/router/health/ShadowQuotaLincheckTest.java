package dev.pointsman.router.health;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** What is sent, what vendors say of it and who asks whether more fits, in every order. */
@Param(name = "tokens", gen = IntGen.class, conf = "1:5")
public class ShadowQuotaLincheckTest {

    private final ShadowQuota quota = new ShadowQuota();

    @Operation
    public void sent(@Param(name = "tokens") int tokens) {
        quota.sent(new Demand(tokens, tokens));
    }

    @Operation
    public void answered(@Param(name = "tokens") int tokens) {
        Window left = Window.of(Kind.INPUT_TOKENS, 10L, (long) tokens, Duration.ofSeconds(10));
        quota.answered(new Demand(tokens, tokens), new RateLimits(List.of(left)), tokens);
    }

    @Operation
    public void givenUp(@Param(name = "tokens") int tokens) {
        quota.answered(new Demand(tokens, tokens), null, tokens);
    }

    @Operation
    public long nanosUntil(@Param(name = "tokens") int tokens) {
        return quota.nanosUntil(new Demand(tokens, 0), 5);
    }

    @Test
    void behavesAsIfOneThreadCameAfterTheOther() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .check(ShadowQuotaLincheckTest.class);
    }
}
