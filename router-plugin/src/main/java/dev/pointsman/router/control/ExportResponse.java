package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rows as a document that is made while it is read; each frame is named by its media type. For one thread. */
final class ExportResponse implements ModelResponse {

    private final ExportFormat format;
    private final Supplier<List<ObjectNode>> pages;
    private boolean begun;
    private volatile boolean closed;

    /** @param pages the next rows at each call, none after the last */
    ExportResponse(ExportFormat format, Supplier<List<ObjectNode>> pages) {
        this.format = format;
        this.pages = pages;
    }

    @Override
    public Optional<Frame> next() {
        List<ObjectNode> rows = closed ? List.of() : pages.get();
        if (rows.isEmpty() && begun) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        if (!begun && !rows.isEmpty()) {
            text.append(format.head(rows.getFirst()));
        }
        begun = true;
        rows.forEach(row -> text.append(format.line(row)));
        return Optional.of(new Frame(format.mediaType(), Payload.ofUtf8(text.toString())));
    }

    @Override
    public void close() {
        closed = true;
    }
}
