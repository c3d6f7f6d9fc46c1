/**
 * Vendors' credentials: which one an attempt uses. ({@code keys} always means virtual keys, which are the host's.)
 *
 * <p>A <em>pool</em> is what may serve one workspace at one provider: its own credentials, the platform's, or both in that order.
 * Pools come from the policy alone, so no request can reach another workspace's. A credential is <em>resolved</em> from its
 * reference right before an attempt, so that a rotated key needs no restart.
 *
 * <pre>{@code
 * Pool pool = CredentialPools.of(config).of(caller.workspace(), "openai");
 * for (PooledCredential credential : pool.inOrder(lastOfTheConversation, conversation)) {
 *     switch (credentials.of(credential)) { … }
 * }
 * }</pre>
 */
@NullMarked
package dev.pointsman.router.credentials;

import org.jspecify.annotations.NullMarked;
