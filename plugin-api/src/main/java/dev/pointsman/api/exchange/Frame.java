package dev.pointsman.api.exchange;

import java.util.Objects;

/**
 * One event of an answer's dialect: its event name and its JSON exactly as received, without framing. Terminal marks of a
 * dialect (OpenAI's {@code [DONE]}) are frames too; comments are not.
 *
 * @param name the event's name, empty where the dialect has none
 * @param payload the bytes between the framing
 */
public record Frame(String name, Payload payload) {

    public Frame {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(payload, "payload");
    }

    public static Frame of(Payload payload) {
        return new Frame("", payload);
    }

    public static Frame ofUtf8(String json) {
        return new Frame("", Payload.ofUtf8(json));
    }
}
