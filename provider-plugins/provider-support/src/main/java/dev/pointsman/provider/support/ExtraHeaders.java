package dev.pointsman.provider.support;

import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headers that an operator adds to every request of a provider. A value is a plain text, or a reference to a secret, maybe
 * behind a word: {@code "Bearer ${env:GATEWAY_TOKEN}"}. References are resolved for each request, so a rotated secret counts at
 * once. Prints without values.
 */
public final class ExtraHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern REFERENCE = Pattern.compile("([^$]*)(\\$\\{[a-z][a-z0-9-]*:[^}]+})");
    private static final Pattern VISIBLE = Pattern.compile("[\\t\\x20-\\x7e]{0,4096}");

    /** The message's frame and the host are not for a policy to set. */
    private static final Set<String> NOT_FOR_POLICIES = Set.of(
            "connection", "content-length", "content-type", "cookie", "host", "te", "transfer-encoding", "upgrade");

    private static final Pattern SECRET_NAME = Pattern.compile(".*(authorization|key|token|secret|password).*");

    private final List<Entry> entries;

    private ExtraHeaders(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads the member {@code headers}; mistakes go to the reader. */
    public static ExtraHeaders read(SettingsReader reader) {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, String> header : reader.texts("headers").entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue();
            Matcher reference = REFERENCE.matcher(value);
            String path = "headers." + header.getKey();
            if (!NAME.matcher(name).matches() || NOT_FOR_POLICIES.contains(name)) {
                reader.problem("headers", "has a header that cannot be set", "remove " + shown(name));
            } else if (reference.matches()) {
                entries.add(new Entry(name, reference.group(1), reference.group(2)));
            } else if (value.contains("${")) {
                reader.problem(path, "has text behind a reference", "end the value with ${env:NAME}");
            } else if (SECRET_NAME.matcher(name).matches()) {
                reader.problem(path, "is not a reference to a secret", "write ${env:NAME}, never the secret itself");
            } else if (!VISIBLE.matcher(value).matches()) {
                reader.problem(path, "has characters that no header may have", "use visible ASCII alone");
            } else {
                entries.add(new Entry(name, value, ""));
            }
        }
        return new ExtraHeaders(entries);
    }

    /** @throws dev.pointsman.api.host.SecretUnavailableException when a reference leads nowhere */
    public void apply(OutboundRequest.Builder request, Secrets secrets) {
        for (Entry entry : entries) {
            if (entry.reference().isEmpty()) {
                request.header(entry.name(), entry.text());
            } else {
                request.secret(entry.name(), entry.text(), secrets.resolve(entry.reference()));
            }
        }
    }

    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "the one whose name is no header name";
    }

    @Override
    public String toString() {
        return entries.stream().map(Entry::name).toList().toString();
    }

    private record Entry(String name, String text, String reference) {

        /** Without the value: a header may be what opens an endpoint. */
        @Override
        public String toString() {
            return "Entry[" + name + "]";
        }
    }
}
