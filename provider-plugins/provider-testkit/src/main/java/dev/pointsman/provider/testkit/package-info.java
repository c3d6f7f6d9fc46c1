/**
 * Tests for people who write a provider. {@link dev.pointsman.provider.testkit.ProviderContract} holds what every provider
 * promises; a provider's own test is its constructor:
 *
 * <pre>{@code
 * class AcmeProviderTest extends ProviderContract {
 *     AcmeProviderTest() {
 *         super(new AcmeFactory(), Traffic.openAiChat());
 *     }
 * }
 * }</pre>
 *
 * <p>A behaviour is expected unless {@link dev.pointsman.provider.testkit.ProviderContract#lacking()} names it with a reason;
 * one that is named there and works all the same fails too.
 *
 * <p>{@link dev.pointsman.provider.testkit.FakeVendor} answers as it is told, {@link
 * dev.pointsman.provider.testkit.FaultyVendor} breaks off, stalls, floods and worse. Both listen on 127.0.0.1 alone.
 */
@NullMarked
package dev.pointsman.provider.testkit;

import org.jspecify.annotations.NullMarked;
