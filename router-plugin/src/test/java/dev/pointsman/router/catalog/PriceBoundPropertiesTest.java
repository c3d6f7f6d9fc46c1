package dev.pointsman.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a budget reserves is never less than what any usage within the bound costs. */
class PriceBoundPropertiesTest {

    @Property(tries = 10_000)
    void theMostIsNotLessThanAnyPartOfIt(
            @ForAll("prices") Price price,
            @ForAll @IntRange(max = 500_000) int input,
            @ForAll @IntRange(max = 100_000) int output,
            @ForAll @IntRange(max = 100) int usedInput,
            @ForAll @IntRange(max = 100) int read,
            @ForAll @IntRange(max = 100) int written,
            @ForAll @IntRange(max = 100) int usedOutput) {
        long used = (long) input * usedInput / 100;
        Usage usage = new Usage(used, used * read / 100, used * written / 100, (long) output * usedOutput / 100, 0);

        assertThat(price.microsFor(usage)).isLessThanOrEqualTo(price.mostMicrosFor(input, output));
    }

    @Provide
    Arbitrary<Price> prices() {
        Arbitrary<BigDecimal> amount = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                .ofScale(4);
        Arbitrary<BigDecimal> maybe = amount.injectNull(0.4);
        Arbitrary<List<PriceTier>> tiers = Combinators.combine(
                        Arbitraries.integers().between(0, 400_000), amount, amount, maybe, maybe, maybe)
                .as(PriceTier::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(amount, amount, maybe, maybe, maybe, maybe, tiers)
                .as((in, out, read, written, hour, request, list) ->
                        new Price(in, out, read, written, hour, request, list, "test", null, null));
    }
}
