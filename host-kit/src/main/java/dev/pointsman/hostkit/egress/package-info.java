/**
 * The one way out of the process.
 *
 * <p>{@link dev.pointsman.hostkit.egress.HostEgress} keeps the connections and gives each provider a view bound to its {@link
 * dev.pointsman.api.host.Endpoint}. What it guarantees: an URL of another origin is refused; every address a name resolves to is
 * checked and exactly a checked one is connected to; nothing is redirected, retried or remembered in cookies; sizes are bounded;
 * {@code close()} ends a call at any stage. What it leaves alone: how long an answer may take, which is the router's to decide.
 *
 * <p>Nothing outside this package names the HTTP library behind it.
 */
@NullMarked
package dev.pointsman.hostkit.egress;

import org.jspecify.annotations.NullMarked;
