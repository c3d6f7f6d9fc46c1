package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;

/** How rows are written into a file. */
enum ExportFormat {
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        String head(ObjectNode first) {
            return CsvLines.head(first);
        }

        @Override
        String line(ObjectNode row) {
            return CsvLines.line(row);
        }
    },
    /** A JSON object a line. */
    JSONL("application/x-ndjson") {
        @Override
        String head(ObjectNode first) {
            return "";
        }

        @Override
        String line(ObjectNode row) {
            return row + "\n";
        }
    };

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract String head(ObjectNode first);

    abstract String line(ObjectNode row);

    /** @throws ControlException 400 when there is no such format */
    static ExportFormat of(String name) {
        return switch (name) {
            case "csv" -> CSV;
            case "jsonl" -> JSONL;
            default -> throw new ControlException(400, "bad_format", "format is json, csv or jsonl");
        };
    }
}
