package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What vendors' error bodies have in common, whatever their shape: {@code {error:{message,type,code}}}, {@code
 * {type:error,error:{…}}}, {@code [{error:{code,status,details}}]}, {@code {object:error,message}}, {@code {detail}}, {@code
 * {error:"…"}}. May quote prompts and keys: prints nothing.
 */
public final class ErrorBody {

    private static final ErrorBody NONE = new ErrorBody();

    private @Nullable String message;
    private @Nullable String type;
    private @Nullable String code;
    private @Nullable String status;
    private @Nullable String param;
    private @Nullable String reason;
    private @Nullable String raw;
    private @Nullable String retryDelay;

    private ErrorBody() {}

    public static ErrorBody none() {
        return NONE;
    }

    /** Reads as far as it can: a cut or broken body gives what stood before the break, a text or HTML body nothing. */
    public static ErrorBody read(byte[] json) {
        ErrorBody body = new ErrorBody();
        try (JsonParser parser = Json.parser(json)) {
            body.read(parser);
        } catch (IOException e) {
            // What was read so far is all there is; a vendor's proxy answers errors in any form.
            return body;
        }
        return body;
    }

    private void read(JsonParser parser) throws IOException {
        int objects = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> objects++;
                case END_OBJECT -> objects--;
                case VALUE_STRING, VALUE_NUMBER_INT -> take(parser.currentName(), parser.getText(), objects);
                default -> {
                    // Names are asked for at their values; nothing else tells anything.
                }
            }
        }
    }

    /** The first of each counts; deep inside, only what has one meaning wherever it stands. */
    private void take(@Nullable String name, String value, int objects) {
        switch (name == null ? "" : name) {
            case "message", "msg" -> message = objects <= 2 && message == null ? value : message;
            case "detail", "error" -> message = objects <= 1 && message == null ? value : message;
            case "type", "error_type" -> type = objects <= 2 && (type == null || type.equals("error")) ? value : type;
            case "code" -> code = objects <= 2 && code == null ? value : code;
            case "status" -> status = objects <= 2 && status == null ? value : status;
            case "param" -> param = objects <= 2 && param == null ? value : param;
            case "reason" -> reason = reason == null ? value : reason;
            case "raw" -> raw = raw == null ? value : raw;
            case "retryDelay" -> retryDelay = retryDelay == null ? value : retryDelay;
            default -> {
                // A member we have no use for.
            }
        }
    }

    /** For the caller who sent the request and for classifying; never for a log. */
    @Nullable
    String message() {
        return message;
    }

    @Nullable
    String param() {
        return param;
    }

    @Nullable
    String retryDelay() {
        return retryDelay;
    }

    /** The number in {@code code}, or in {@code status}, when it is an HTTP error status; else 0. */
    int codeAsStatus() {
        return isStatus(code) ? Integer.parseInt(code) : isStatus(status) ? Integer.parseInt(status) : 0;
    }

    /** The short words, lower case: type, code, status, reason. */
    String marks() {
        return lower(type) + ' ' + lower(code) + ' ' + lower(status) + ' ' + lower(reason);
    }

    /** The long words, lower case. */
    String words() {
        return lower(message) + ' ' + lower(raw);
    }

    private static boolean isStatus(@Nullable String text) {
        return text != null && text.matches("[45]\\d\\d");
    }

    private static String lower(@Nullable String text) {
        return text == null
                ? ""
                : text.substring(0, Math.min(text.length(), 4096)).toLowerCase(Locale.ROOT);
    }

    static ErrorBody ofUtf8(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ErrorBody[***]";
    }
}
