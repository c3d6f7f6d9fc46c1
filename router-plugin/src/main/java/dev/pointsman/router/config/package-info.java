/**
 * The policy as records. A tree of JDK types comes in, a {@link dev.pointsman.router.config.RouterConfig} comes out, or all
 * problems at once, each with its path and a way out.
 *
 * <pre>{@code
 * RouterConfig config = RouterConfig.read(settings.values(), Vocabulary.unchecked());
 * ProfileConfig code = config.profiles().get("code");
 * }</pre>
 *
 * <p>Unknown keys are problems, but not inside a {@code providers:} entry: what the router does not know there belongs to the
 * provider's plugin. Secrets stay references ({@code ${env:NAME}}); a problem never repeats what was written as a credential.
 */
@NullMarked
package dev.pointsman.router.config;

import org.jspecify.annotations.NullMarked;
