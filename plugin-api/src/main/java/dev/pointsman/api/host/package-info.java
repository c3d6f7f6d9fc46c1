/**
 * What the host lends its plugins. Every service is optional and has a default, so {@link
 * dev.pointsman.api.host.HostContext#none()} runs.
 *
 * <ul>
 *   <li><b>Egress</b>: the one way out. It owns connecting, address checks and sizes; nobody else opens a connection.
 *   <li><b>Secrets</b>: turns a reference ({@code ${env:NAME}}, {@code ${file:PATH}}) into a {@link
 *       dev.pointsman.api.host.Secret} that cannot be printed.
 *   <li><b>ProviderDirectory</b>: the factories and other extensions that were found.
 *   <li>Services of the JDK or of a lent library, by type: {@code DataSource}, {@code ScheduledExecutorService}, {@code
 *       InstantSource}, Micrometer's {@code MeterRegistry}; and {@link dev.pointsman.api.host.Tracing}, where requests are traced.
 * </ul>
 */
@NullMarked
package dev.pointsman.api.host;

import org.jspecify.annotations.NullMarked;
