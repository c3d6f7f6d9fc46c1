package dev.pointsman.api.provider;

import dev.pointsman.api.host.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One {@code providers:} entry as a tree of JDK types: {@code Map<String, Object>}, {@code List<Object>}, {@code String},
 * {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}. Members that every provider shares
 * (credential, owner, source, region, retention …) are read and checked by the router; a plugin binds the rest to a record of
 * its own.
 *
 * @param name the entry's key, {@code acme} in {@code providers: {acme: …}}
 * @param type the factory that makes it
 * @param values every member of the entry, secrets as unresolved references
 */
public record ProviderSettings(String name, String type, Map<String, Object> values) {

    public ProviderSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        values = Map.copyOf(values);
    }

    /** Whether the operator declared the endpoint as local: the only case in which private addresses may be reached. */
    public boolean local() {
        return "local".equals(values.get("locality"));
    }

    /**
     * The endpoint of this entry: its {@code baseUrl}, or the vendor's own where it names none.
     *
     * @throws InvalidSettingsException when {@code baseUrl} is not an absolute http or https URL
     */
    public Endpoint endpoint(URI vendorUrl) {
        Object baseUrl = values.get("baseUrl");
        if (baseUrl == null) {
            return new Endpoint(vendorUrl, local());
        }
        try {
            return new Endpoint(URI.create(baseUrl.toString().strip()), local());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    "baseUrl", "is not an absolute http or https URL", "write for example https://api.example.com/v1");
        }
    }

    /** Without the values, among which a secret may stand by mistake. */
    @Override
    public String toString() {
        return "ProviderSettings[" + name + ", " + type + "]";
    }
}
