package dev.pointsman.router.dialect;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Ids of tool calls for a dialect that allows letters, digits, {@code _} and {@code -} alone (Anthropic:
 * {@code ^[a-zA-Z0-9_-]+$}). Stateless and reversible: an id that does not fit is written as {@code pm64_} and its base64url.
 */
public final class ToolIds {

    private static final Pattern NARROW = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern NINE = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Pattern MISTRAL = Pattern.compile("(?i)(mis|minis|mix|magis|devs|codes|pix)tral");
    private static final String MARK = "pm64_";

    private ToolIds() {}

    public static String narrow(String id) {
        if (NARROW.matcher(id).matches() && !id.startsWith(MARK)) {
            return id;
        }
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    public static String widen(String id) {
        if (!id.startsWith(MARK)) {
            return id;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(id.substring(MARK.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    /**
     * An id as the model's family takes it: Mistral's models take nine letters and digits only, wherever they are served. One
     * way, since the vendor never repeats an id of a request; the same id gives the same nine in every request.
     */
    public static String forModel(String id, String model) {
        if (!MISTRAL.matcher(model).find() || NINE.matcher(id).matches()) {
            return id;
        }
        return new BigInteger(1, sha256(id)).toString(36).substring(0, 9);
    }

    /** Responses take no id longer than 64; a longer one is shortened, the same way in call and result. */
    public static String bounded(String id) {
        return id.length() <= 64 ? id : "call_" + new BigInteger(1, sha256(id)).toString(36);
    }

    private static byte[] sha256(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** An id for a call that came without: the same for the same answer and place. */
    public static String made(String answerId, int call) {
        return narrow("call_" + answerId.replaceAll("[^a-zA-Z0-9]", "") + "_" + call);
    }
}
