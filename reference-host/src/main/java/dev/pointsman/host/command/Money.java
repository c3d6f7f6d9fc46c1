package dev.pointsman.host.command;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints small sums so that they can be compared: three significant digits, never an exponent. */
final class Money {

    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Money() {}

    static String usd(double amount) {
        BigDecimal rounded = BigDecimal.valueOf(amount).round(THREE_DIGITS).stripTrailingZeros();
        return "$" + rounded.toPlainString();
    }

    static String ofMicros(long micros) {
        return usd(micros / 1e6);
    }

    /** Every digit that there is, and two at least. */
    static String exactly(long micros) {
        BigDecimal amount = BigDecimal.valueOf(Math.abs(micros), 6).stripTrailingZeros();
        String digits = amount.setScale(Math.max(2, amount.scale())).toPlainString();
        return (micros < 0 ? "-$" : "$") + digits;
    }
}
