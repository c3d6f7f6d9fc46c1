package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.TreeJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pictures, documents, sounds and films: a word for the format, and bytes or a place in S3. AWS fetches nothing else. */
final class ConverseMedia {

    private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");
    private static final Set<String> VIDEOS =
            Set.of("mkv", "mov", "mp4", "webm", "flv", "mpeg", "mpg", "wmv", "three_gp");
    private static final Set<String> SOUNDS =
            Set.of("mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "m4a", "webm");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/csv", "csv",
            "text/html", "html",
            "text/plain", "txt",
            "text/markdown", "md",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private ConverseMedia() {}

    /** Null where this dialect has no word for it, as in the others. */
    static @Nullable ObjectNode image(Media media) {
        return sourced(media, subtype(media), IMAGES);
    }

    static @Nullable ObjectNode video(Media media) {
        String format = subtype(media);
        return sourced(
                media,
                switch (format) {
                    case "quicktime" -> "mov";
                    case "x-matroska" -> "mkv";
                    case "3gpp" -> "three_gp";
                    default -> format;
                },
                VIDEOS);
    }

    static @Nullable ObjectNode audio(String format, String base64) {
        String word = format.toLowerCase(Locale.ROOT);
        return SOUNDS.contains(word) ? node(word, "bytes", base64) : null;
    }

    static @Nullable ObjectNode document(Media media) {
        if (media instanceof Media.PlainText text) {
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            return node("txt", "bytes", Base64.getEncoder().encodeToString(bytes));
        }
        String format =
                media instanceof Media.Bytes bytes ? DOCUMENTS.getOrDefault(bytes.mediaType(), "") : subtype(media);
        return sourced(media, format, Set.copyOf(DOCUMENTS.values()));
    }

    private static @Nullable ObjectNode sourced(Media media, String format, Set<String> known) {
        if (!known.contains(format)) {
            return null;
        }
        return switch (media) {
            case Media.Bytes bytes -> node(format, "bytes", bytes.base64());
            case Media.Url url -> {
                ObjectNode node = TreeJson.object().put("format", format);
                node.putObject("source").putObject("s3Location").put("uri", url.url());
                yield node;
            }
            case Media.FileId file -> null;
            case Media.PlainText text -> null;
        };
    }

    private static ObjectNode node(String format, String member, String value) {
        ObjectNode node = TreeJson.object().put("format", format);
        node.putObject("source").put(member, value);
        return node;
    }

    /** Of a media type, or of a name in S3; empty for everything that AWS does not fetch. */
    private static String subtype(Media media) {
        String ending = switch (media) {
            case Media.Bytes bytes ->
                bytes.mediaType().substring(bytes.mediaType().indexOf('/') + 1);
            case Media.Url url ->
                url.url().startsWith("s3://") ? url.url().substring(url.url().lastIndexOf('.') + 1) : "";
            case Media.FileId file -> "";
            case Media.PlainText text -> "";
        };
        String lower = ending.toLowerCase(Locale.ROOT);
        return lower.equals("jpg") ? "jpeg" : lower;
    }
}
