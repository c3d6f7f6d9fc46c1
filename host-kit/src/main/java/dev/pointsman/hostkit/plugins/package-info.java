/**
 * Loads plugins: one jar each, from one folder, every jar on its own.
 *
 * <pre>{@code
 * PluginHost plugins = PluginHost.builder(Path.of("plugins")).build();
 * plugins.loadAll().forEach(report -> log.info("{}", report));
 * ModelProviderFactory openai = plugins.factory("openai").orElseThrow();
 * }</pre>
 *
 * <p>A jar is read once into a private folder, hashed, verified, and only then looked into; what runs is the copy. A jar that is
 * broken, foreign or built for another API is reported with a reason and a way out, and the others run.
 *
 * <p>A plugin is trusted code: it can do whatever this process can. Verification says who made a jar, not what it does.
 */
@NullMarked
package dev.pointsman.hostkit.plugins;

import org.jspecify.annotations.NullMarked;
