package dev.pointsman.router.dialect.openaichat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.PayloadEditor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * {@code usage.cost}: USD as a number. OpenRouter's member, not OpenAI's; OpenClaw and others take it for what was billed. A
 * vendor's own figure is replaced, so that a client reads what the ledger holds.
 */
final class ChatCost {

    private static final String USAGE = "usage";
    private static final byte[] NAME = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
    private static final int USD_SCALE = 6;

    private ChatCost() {}

    static Frame in(Frame frame, Supplier<OptionalLong> micros) {
        if (!contains(frame.payload().array(), NAME)) {
            return frame;
        }
        PayloadEditor editor = PayloadEditor.of(frame.payload());
        if (!editor.hasObject(USAGE)) {
            return frame;
        }
        OptionalLong cost = micros.get();
        if (cost.isEmpty()) {
            return frame;
        }
        editor.replaceNested(USAGE, "cost", usd(cost.getAsLong()), "usage.cost");
        return new Frame(frame.name(), editor.result());
    }

    /** Without an exponent, which some readers of numbers do not take. */
    private static byte[] usd(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros, USD_SCALE).stripTrailingZeros();
        return amount.toPlainString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Most frames of a stream have only content, and are not worth a parser. */
    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && bytes[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
