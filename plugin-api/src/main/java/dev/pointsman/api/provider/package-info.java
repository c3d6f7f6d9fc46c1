/**
 * Who answers: what a plugin author implements to add a provider.
 *
 * <p>A provider is a URL, a way to authenticate, a framing and its error quirks. Retries, timeouts, fallback, translation between
 * dialects, prices and metrics are the router's. The extension is the factory, since PF4J makes extensions with a no-argument
 * constructor:
 *
 * <pre>{@code
 * @Extension
 * public final class AcmeFactory implements ModelProviderFactory {
 *     public String type() {
 *         return "acme";
 *     }
 *
 *     public ModelProvider create(ProviderSettings settings, HostContext host) {
 *         ...
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.pointsman.api.provider;

import org.jspecify.annotations.NullMarked;
