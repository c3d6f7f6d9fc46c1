package dev.pointsman.provider.testkit.faultkit;

/**
 * What the judge says of one answer.
 *
 * @param passed whether it is what is expected
 * @param finding what the client got, in a few words
 */
public record Verdict(boolean passed, String finding) {

    static Verdict pass(String finding) {
        return new Verdict(true, finding);
    }

    static Verdict fail(String finding) {
        return new Verdict(false, finding);
    }
}
