package dev.pointsman.host.config;

import dev.pointsman.api.host.Secrets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database by its JDBC URL, which may hold references to secrets: {@code ?password=${env:DB_PASSWORD}}. */
public final class StoreAddress {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    private final String url;

    private StoreAddress(String url) {
        this.url = url;
    }

    static Optional<StoreAddress> read(Section section, String key) {
        Optional<String> text = section.text(key);
        if (text.isPresent() && !text.get().startsWith("jdbc:postgresql:")) {
            section.problem(
                    key,
                    "must be a jdbc:postgresql: URL",
                    "write for example \"jdbc:postgresql://db/pointsman?user=pointsman&password=${env:DB_PASSWORD}\", or"
                            + " leave it out for an SQLite file in the data folder");
            return Optional.empty();
        }
        return text.map(StoreAddress::new);
    }

    /**
     * The URL with every reference resolved; for the driver alone.
     *
     * @throws dev.pointsman.api.host.SecretUnavailableException when one cannot be
     */
    public String url(Secrets secrets) {
        return REFERENCE
                .matcher(url)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        secrets.resolve(reference.group()).reveal()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreAddress address && address.url.equals(url);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url);
    }

    /** Without what may be a password. */
    @Override
    public String toString() {
        return url.split("[?]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }
}
