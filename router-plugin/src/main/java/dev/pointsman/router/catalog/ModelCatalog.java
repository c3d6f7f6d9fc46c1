package dev.pointsman.router.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts of models by the vendor that offers them. Immutable and thread-safe; a look-up is a few hash look-ups, however many
 * models there are.
 */
public final class ModelCatalog {

    private static final String FILE = "catalog.json";

    private final String version;
    private final Map<Offer, Offered> offers;
    private final Map<String, ModelFacts> models;
    private final Map<String, List<String>> idsByVendor;

    /** Made by {@link CatalogFile}: offers with the vendor's price, models by any name without one. */
    ModelCatalog(
            String version,
            Map<Offer, Offered> offers,
            Map<String, ModelFacts> models,
            Map<String, List<String>> idsByVendor) {
        this.version = version;
        this.offers = new HashMap<>(offers);
        this.models = new HashMap<>(models);
        this.idsByVendor = new LinkedHashMap<>(idsByVendor);
    }

    /** What a vendor calls a model. */
    record Offer(String vendor, String id) {}

    /** What is known of it there, its price apart, since prices change. */
    record Offered(ModelFacts facts, PriceHistory prices) {}

    /** The one in the jar; read once. */
    public static ModelCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /**
     * Reads a catalog of the same form as the built-in one.
     *
     * @throws IllegalArgumentException when a price cannot be true or the form is another one
     */
    public static ModelCatalog read(InputStream json) throws IOException {
        return CatalogFile.read(json);
    }

    /** The newest date of its sources. */
    public String version() {
        return version;
    }

    /**
     * What is known of a model: at this vendor with its price, or of the same model elsewhere without one, since prices differ
     * from vendor to vendor.
     *
     * @param vendor as {@link Vendors} tells; any other word finds models without their prices
     * @param day whose price is meant, UTC
     * @param id as the vendor's API takes it; a date, {@code -latest} or a tag behind a known id is looked through, longest first
     */
    public Optional<ModelFacts> find(String vendor, String id, LocalDate day) {
        List<String> forms = ModelId.forms(id);
        for (String form : forms) {
            Offered offered = offers.get(new Offer(vendor, form));
            if (offered != null) {
                Price price = offered.prices().on(day).orElse(null);
                return Optional.of(offered.facts().withPrice(price));
            }
        }
        for (String form : forms) {
            ModelFacts facts = models.get(form);
            if (facts != null) {
                return Optional.of(facts);
            }
        }
        return Optional.empty();
    }

    /** The ids of a vendor's models, for a provider whose own list is not known; empty for an unknown vendor. */
    public List<String> ids(String vendor) {
        return List.copyOf(idsByVendor.getOrDefault(vendor, new ArrayList<>()));
    }

    /** Whether the vendor's models are known, so that an id which is not here is none a request could be sent to. */
    public boolean knows(String vendor) {
        return idsByVendor.containsKey(vendor);
    }

    private static final class BuiltIn {

        static final ModelCatalog CATALOG = load();

        private static ModelCatalog load() {
            try (InputStream json = ModelCatalog.class.getResourceAsStream(FILE)) {
                if (json == null) {
                    throw new IllegalStateException(FILE + " is missing from the jar");
                }
                return CatalogFile.read(json);
            } catch (IOException e) {
                throw new UncheckedIOException(FILE + " in the jar cannot be read", e);
            }
        }
    }
}
