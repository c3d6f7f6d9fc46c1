/**
 * What the gateway shows of itself: meters on the admin port, and meters and spans to a collector where one is configured. {@link
 * dev.pointsman.host.telemetry.Telemetry} is the door. Plugins are lent the meter registry and the tracing by type; {@code
 * HostMetrics} names the meters that are the host's own, as the router names its own.
 *
 * <p>Whoever is told may be down: nothing here waits for it, and what it does not take is bounded, dropped and counted.
 */
@NullMarked
package dev.pointsman.host.telemetry;

import org.jspecify.annotations.NullMarked;
