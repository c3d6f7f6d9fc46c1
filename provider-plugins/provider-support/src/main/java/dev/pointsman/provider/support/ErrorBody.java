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

    /**
     * Of an error that stands deeper than usual: the first object of this path that is there is read as a body of its own. Empty
     * as far as there is none.
     */
    static ErrorBody within(byte[] json, String... path) {
        ErrorBody body = new ErrorBody();
        try (JsonParser parser = Json.parser(json)) {
            parser.nextToken();
            for (String name : path) {
                if (!enter(parser, name)) {
                    return body;
                }
            }
            body.read(parser);
        } catch (IOException e) {
            // What was read so far is all there is.
            return body;
        }
        return body;
    }

    /** Whether the object at the parser has a member of this name that is an object; then the parser stands at it. */
    private static boolean enter(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            if (parser.nextToken() == JsonToken.START_OBJECT && found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** The same words under a type that stood elsewhere: in a header, in an event's name. */
    ErrorBody ofType(String told) {
        ErrorBody body = new ErrorBody();
        body.message = message;
        body.code = code;
        body.status = status;
        body.param = param;
        body.reason = reason;
        body.raw = raw;
        body.retryDelay = retryDelay;
        body.type = told;
        return body;
    }

    private void read(JsonParser parser) throws IOException {
        // A parser that already stands at an object reads that object alone.
        int objects = parser.currentToken() == JsonToken.START_OBJECT ? 1 : 0;
        boolean alone = objects == 1;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> objects++;
                case END_OBJECT -> {
                    objects--;
                    if (alone && objects == 0) {
                        return;
                    }
                }
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
            case "message", "msg", "Message" -> message = objects <= 2 && message == null ? value : message;
            case "detail", "error" -> message = objects <= 1 && message == null ? value : message;
            case "type", "error_type", "__type" ->
                type = objects <= 2 && (type == null || type.equals("error")) ? value : type;
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

    @Nullable
    String type() {
        return type;
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
