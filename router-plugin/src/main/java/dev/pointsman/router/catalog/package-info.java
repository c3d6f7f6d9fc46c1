/**
 * What is known of models without asking anyone: prices, windows, capabilities, quality, speed, carbon, each with its source
 * and date. The data file is made by {@code src/catalog/build_catalog.py}; what it does not know stays unknown.
 *
 * <pre>{@code
 * Optional<ModelFacts> facts = ModelCatalog.builtIn().find("openai", "gpt-5-2025-08-07");
 * }</pre>
 */
@NullMarked
package dev.pointsman.router.catalog;

import org.jspecify.annotations.NullMarked;
