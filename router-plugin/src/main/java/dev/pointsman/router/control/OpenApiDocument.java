package dev.pointsman.router.control;

import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /openapi.json}: every question that the admin port takes, those that hosts built with the edge answer themselves too. */
final class OpenApiDocument {

    private static final String FILE = "openapi.json";

    private OpenApiDocument() {}

    static Payload payload() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing beside " + OpenApiDocument.class.getName());
            }
            return Payload.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
