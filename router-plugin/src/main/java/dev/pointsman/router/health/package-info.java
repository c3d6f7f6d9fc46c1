/**
 * How well each endpoint does right now: breaker, cooldowns, what is left of its rate limits, how many requests it keeps up with,
 * measured latency. {@link dev.pointsman.router.health.EndpointHealth} gives permissions and readings; what an attempt teaches comes
 * back through its {@link dev.pointsman.router.health.Permission}. The only package that knows Resilience4j.
 */
@NullMarked
package dev.pointsman.router.health;

import org.jspecify.annotations.NullMarked;
