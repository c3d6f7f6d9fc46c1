package dev.pointsman.edge.keys;

import dev.pointsman.api.host.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a stored key looks: {@code pm-}, its id, {@code -}, and 256 random bits. The id finds it, only the whole text opens. */
final class KeyText {

    static final String PREFIX = "pm-";

    private static final int ID_LENGTH = 12;
    private static final int RANDOM_BYTES = 32;
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern ID = Pattern.compile("[a-z0-9]{" + ID_LENGTH + "}");
    private static final Pattern WHOLE = Pattern.compile("pm-([a-z0-9]{" + ID_LENGTH + "})-[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static String newId() {
        return RANDOM.ints(ID_LENGTH, 0, ID_LETTERS.length())
                .collect(StringBuilder::new, (id, at) -> id.append(ID_LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    static Secret newKey(String id) {
        return Secret.of(PREFIX + id + "-" + randomText());
    }

    /** The id within what was presented; empty when it cannot be a stored key. */
    static Optional<String> id(String presented) {
        // The length first: what is longer is not even looked at.
        if (presented.length() > VirtualKeys.LONGEST) {
            return Optional.empty();
        }
        var match = WHOLE.matcher(presented);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
