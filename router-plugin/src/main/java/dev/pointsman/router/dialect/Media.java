package dev.pointsman.router.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The substance of an image, a document or a sound. */
public sealed interface Media {

    /** @param base64 as the client wrote it */
    record Bytes(String mediaType, String base64) implements Media {

        public String dataUrl() {
            return "data:" + mediaType + ";base64," + base64;
        }

        @Override
        public String toString() {
            return "Bytes[" + mediaType + "]";
        }
    }

    record Url(String url) implements Media {
        @Override
        public String toString() {
            return "Url[***]";
        }
    }

    /** An uploaded file: the id means something to its issuer alone. */
    record FileId(String id) implements Media {}

    /** A document that is plain text. */
    record PlainText(String text) implements Media {
        @Override
        public String toString() {
            return "PlainText[" + text.length() + " characters]";
        }
    }

    /** Bytes where the URL is a plain data URL, which {@link Bytes#dataUrl()} writes the same again; else the URL. */
    static Media ofUrl(String url) {
        return ofDataUrl(url).<Media>map(bytes -> bytes).orElseGet(() -> new Url(url));
    }

    static Optional<Bytes> ofDataUrl(String url) {
        Matcher matcher = DataUrl.PLAIN.matcher(url);
        return matcher.lookingAt()
                ? Optional.of(new Bytes(matcher.group(1), url.substring(matcher.end())))
                : Optional.empty();
    }

    /** RFC 2397, the form that every client of these dialects writes: one media type, base64, no parameters. */
    final class DataUrl {
        private static final Pattern PLAIN = Pattern.compile("data:([a-z0-9.+-]+/[a-z0-9.+-]+);base64,");

        private DataUrl() {}
    }
}
