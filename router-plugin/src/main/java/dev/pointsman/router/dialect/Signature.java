package dev.pointsman.router.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a provider wrote to recognise its own reasoning by, and whose it is.
 *
 * <p>Where a signature leaves through a translation, the issuer is written into it, so that it comes back only to that provider
 * although we keep no state: {@code pointsman.<issuer, base64url>.<value>}. A signature without that mark comes from a vendor of
 * the client's own dialect.
 *
 * @param value the vendor's; empty where reasoning had none but must still go back to its issuer
 * @param issuer the {@code providers:} entry; null when unknown
 */
public record Signature(String value, @Nullable String issuer) {

    private static final String MARK = "pointsman.";

    public static Signature read(String written) {
        int end = written.startsWith(MARK) ? written.indexOf('.', MARK.length()) : -1;
        if (end < 0) {
            return new Signature(written, null);
        }
        try {
            byte[] issuer = Base64.getUrlDecoder().decode(written.substring(MARK.length(), end));
            return new Signature(written.substring(end + 1), new String(issuer, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new Signature(written, null);
        }
    }

    /** As it stood in the source: the reverse of {@link #read}. */
    public String written() {
        return issuer == null ? value : marked(issuer);
    }

    /** For a client of another dialect: the issuer is written into it, unless one is known already. */
    public String marked(String provider) {
        String owner = issuer == null ? provider : issuer;
        return MARK
                + Base64.getUrlEncoder().withoutPadding().encodeToString(owner.getBytes(StandardCharsets.UTF_8))
                + "."
                + value;
    }

    public boolean isOf(String provider) {
        return provider.equals(issuer);
    }

    @Override
    public String toString() {
        return "Signature[issuer=" + issuer + "]";
    }
}
