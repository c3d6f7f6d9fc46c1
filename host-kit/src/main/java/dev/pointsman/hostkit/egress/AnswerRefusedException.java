package dev.pointsman.hostkit.egress;

import java.io.IOException;

/** We stopped reading: the answer is larger than allowed or coded in a way we do not take. Quotes nothing of it. */
final class AnswerRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerRefusedException(String message) {
        super(message);
    }
}
