package dev.pointsman.provider.sandbox;

/**
 * How the sandbox counts tokens: four characters are one, rounded up. Input is the text of all messages, the arguments of
 * earlier tool calls and the JSON of the offered tools, plus {@value #IMAGE} tokens for each image; output is the answer's text
 * or the names and arguments of its tool calls. Close enough to show real arithmetic with prices that are not real.
 */
final class TokenEstimate {

    /** Characters of one token. */
    static final int CHARACTERS = 4;

    /** Tokens of one image. */
    static final int IMAGE = 256;

    private TokenEstimate() {}

    static long ofCharacters(long characters) {
        return (characters + CHARACTERS - 1) / CHARACTERS;
    }

    static long input(ChatRequest request) {
        return ofCharacters(request.characters()) + (long) IMAGE * request.images();
    }

    static long output(Answer answer) {
        return ofCharacters(answer.characters());
    }
}
