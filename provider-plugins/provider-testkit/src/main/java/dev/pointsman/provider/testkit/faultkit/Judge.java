package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.faultkit.GatewayAnswer.End;

/** Compares what a client got with what it should have got. */
final class Judge {

    private final Dialect dialect;
    private final FaultCase faultCase;
    private final GatewayAnswer answer;
    private final int asked;
    private final boolean spareAsked;

    /**
     * @param asked how often the faulty vendor was asked for this answer
     * @param spareAsked whether the healthy vendor was
     */
    Judge(Dialect dialect, FaultCase faultCase, GatewayAnswer answer, int asked, boolean spareAsked) {
        this.dialect = dialect;
        this.faultCase = faultCase;
        this.answer = answer;
        this.asked = asked;
        this.spareAsked = spareAsked;
    }

    Verdict verdict() {
        if (answer.body().contains(Texts.STRANGER)) {
            return Verdict.fail("followed a redirect to a vendor that nobody configured");
        }
        if (answer.end() == End.HUNG) {
            return Verdict.fail(answer.body().isEmpty() ? "hangs: nothing came" : "hangs after some content");
        }
        if (leaks()) {
            return Verdict.fail("shows the client the vendor's own trouble (status " + answer.status() + ")");
        }
        return switch (faultCase.expectation()) {
            case FALLS_BACK -> fallsBack();
            case INTERRUPTS -> interrupts();
            case REFUSES -> refuses();
            case ANSWERS -> answers();
        };
    }

    private boolean leaks() {
        return answer.body().contains(Texts.VENDORS_TROUBLE);
    }

    private Verdict fallsBack() {
        if (saysFaulty() && says(Texts.SPARE)) {
            return Verdict.fail("mixes the answers of two vendors");
        }
        if (isProper(Texts.SPARE)) {
            return Verdict.pass("the spare answered");
        }
        if (answer.status() >= 400) {
            return Verdict.fail("error " + answer.status() + " though the spare would have answered");
        }
        if (answer.end() == End.CUT) {
            return Verdict.fail("connection dropped though the spare would have answered");
        }
        return Verdict.fail(
                tellsOfAnError()
                        ? "an error inside 200 though the spare would have answered"
                        : "passes a broken answer on as a success");
    }

    private Verdict interrupts() {
        if (says(Texts.SPARE)) {
            return Verdict.fail(
                    saysFaulty() ? "goes on with another vendor's answer" : "held the stream back until it was whole");
        }
        if (!saysFaulty()) {
            return Verdict.fail("loses the content that had come");
        }
        if (tellsOfAnError() && !looksComplete()) {
            return Verdict.pass("an error event after the content");
        }
        if (looksComplete()) {
            return Verdict.fail("a truncated answer looks complete");
        }
        return answer.end() == End.CUT
                ? Verdict.fail("connection dropped without a word")
                : Verdict.fail("a truncated answer ends cleanly, without an error");
    }

    private Verdict refuses() {
        if (spareAsked) {
            return Verdict.fail("asks another vendor though the request is at fault");
        }
        if (answer.status() < 400 || answer.status() >= 500) {
            return Verdict.fail("status " + answer.status() + " instead of the vendor's refusal");
        }
        return asked > 1
                ? Verdict.fail("asks " + asked + " times though the request is at fault")
                : Verdict.pass("the refusal, " + answer.status());
    }

    private Verdict answers() {
        if (isProper(Texts.FAULTY_END)) {
            return Verdict.pass("the answer");
        }
        return Verdict.fail(says(Texts.SPARE) ? "gives a good answer up" : "no answer, status " + answer.status());
    }

    private boolean isProper(String text) {
        return answer.status() == 200
                && answer.end() == End.CLEAN
                && says(text)
                && looksComplete()
                && !tellsOfAnError();
    }

    private boolean says(String text) {
        return answer.body().contains(text);
    }

    private boolean saysFaulty() {
        return says(Texts.FAULTY_BEGINNING) || says(Texts.FAULTY_END);
    }

    private boolean looksComplete() {
        String body = answer.body().strip();
        if (!faultCase.streamed()) {
            return body.startsWith("{") && body.endsWith("}");
        }
        if (dialect.equals(Dialect.ANTHROPIC_MESSAGES)) {
            return body.contains("\"message_stop\"");
        }
        if (dialect.equals(Dialect.OPENAI_RESPONSES)) {
            return body.contains("\"response.completed\"");
        }
        return dialect.equals(Dialect.GEMINI_GENERATE) ? body.contains("\"finishReason\"") : body.contains("[DONE]");
    }

    private boolean tellsOfAnError() {
        return answer.body().contains("\"error\":{")
                || answer.body().contains("\"error\": {")
                || answer.body().contains("\"type\":\"error\"")
                || answer.body().contains("\"response.failed\"");
    }
}
