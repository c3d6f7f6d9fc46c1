package dev.pointsman.router.dialect.matrix;

import java.util.List;

/** What became of a cell's conversation, by measurement. */
sealed interface Outcome {

    /** Everything said on one side is said on the other. */
    record Exact() implements Outcome {}

    /** Everything is said but for what is listed. */
    record Lossy(List<Missing> missing) implements Outcome {
        public Lossy {
            missing = List.copyOf(missing);
        }
    }

    /** The client gets a 400 that says why, before anything is sent. */
    record Refused(String reason) implements Outcome {}

    /** One of the two dialects has no words for the feature. */
    record Unsaid(String reason) implements Outcome {}

    /** @param place which of the messages lost it */
    record Missing(Place place, String path, String reason) {}

    enum Place {
        REQUEST("request"),
        ANSWER("answer"),
        STREAM("stream"),
        NEXT_REQUEST("next request");

        private final String title;

        Place(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
