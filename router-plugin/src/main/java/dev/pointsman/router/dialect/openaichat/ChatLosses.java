package dev.pointsman.router.dialect.openaichat;

import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;

/** What a chat completion cannot say about its end. */
final class ChatLosses {

    private ChatLosses() {}

    static void finish(Finish finish, Losses losses) {
        if (finish.stopSequence() != null) {
            losses.add("$.stop_sequence");
        }
        if (finish.reason() == Finish.Reason.OTHER) {
            losses.add("$.stop_reason", "passed on as it is");
        }
    }
}
