package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import java.util.List;

/** Writes frames as server-sent events. */
public final class Sse {

    private Sse() {}

    public static String text(List<Frame> frames) {
        return text(frames, "\n", "data: ");
    }

    /**
     * @param lineEnd one of the three that the grammar knows
     * @param data {@code data: } or {@code data:}
     */
    public static String text(List<Frame> frames, String lineEnd, String data) {
        StringBuilder text = new StringBuilder();
        for (Frame frame : frames) {
            if (!frame.name().isEmpty()) {
                text.append("event: ").append(frame.name()).append(lineEnd);
            }
            for (String line : frame.payload().utf8().split("\n", -1)) {
                text.append(data).append(line).append(lineEnd);
            }
            text.append(lineEnd);
        }
        return text.toString();
    }
}
