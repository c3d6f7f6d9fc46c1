/**
 * Turns the references of a configuration into secrets. A configuration never holds a value, only where to find it: {@code
 * ${env:OPENAI_API_KEY}}, {@code ${file:/run/secrets/openai}}, or {@code ${sealed:engineering/openai/eng-1}} for one that the
 * gateway keeps itself. All are read at each resolve, so that a rotated secret is picked up without a restart.
 *
 * <p>A sealed secret lies in the store, encrypted with its workspace's <em>data key</em> and bound to its workspace, provider, id
 * and version: a row moved elsewhere does not open. Data keys lie beside it, encrypted with the <em>master key</em>, which is in
 * a file or a variable and never in the store.
 *
 * <pre>{@code
 * SealedSecrets sealed = new SealedSecrets(store.dataSource(), MasterKeys.of(System.getenv(), dataFolder), InstantSource.system());
 * sealed.seal(new SealedName("engineering", "openai", "eng-1"), secret);
 * Secrets secrets = sealed.beside(HostSecrets.ofProcess());
 * }</pre>
 */
@NullMarked
package dev.pointsman.hostkit.secrets;

import org.jspecify.annotations.NullMarked;
