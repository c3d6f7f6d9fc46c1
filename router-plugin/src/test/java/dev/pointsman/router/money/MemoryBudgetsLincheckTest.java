package dev.pointsman.router.money;

import dev.pointsman.router.config.BudgetConfig.Period;
import dev.pointsman.router.money.BudgetStore.Totals;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import java.time.InstantSource;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Some threads at once, many times over: what the table answers, some order of the calls alone explains. */
@Param(name = "id", gen = IntGen.class, conf = "1:3")
public class MemoryBudgetsLincheckTest {

    private static final BudgetWindow WINDOW = new BudgetWindow("all", Period.TOTAL, 0);
    private static final List<Share> SHARES = List.of(new Share(WINDOW, 10));

    private final MemoryBudgets table = new MemoryBudgets(InstantSource.system());

    @Operation
    public boolean reserve(@Param(name = "id") int id) {
        return table.reserve(claim(id)).isEmpty();
    }

    @Operation
    public void settle(@Param(name = "id") int id) {
        table.close(List.of(Closing.settled(claim(id), 1)));
    }

    @Operation
    public void cancel(@Param(name = "id") int id) {
        table.close(List.of(Closing.voided(claim(id))));
    }

    @Operation
    public void expire(@Param(name = "id") int id) {
        table.expire(id);
    }

    @Operation
    public long look() {
        Totals totals = table.read(List.of(WINDOW)).get(WINDOW);
        return 1_000 * totals.spent() + totals.held();
    }

    @Test
    void behavesAsIfOneThreadCameAfterTheOther() {
        new StressOptions()
                .iterations(30)
                .invocationsPerIteration(1_000)
                .threads(3)
                .actorsPerThread(3)
                .check(MemoryBudgetsLincheckTest.class);
    }

    /** Its number is also its worst case and its end. */
    private static Claim claim(int id) {
        return new Claim("r" + id, 2L * id, SHARES, id, new Attribution("w", "vendor", "m", false));
    }
}
