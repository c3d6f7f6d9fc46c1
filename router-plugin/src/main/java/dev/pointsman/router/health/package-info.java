/** How well each endpoint does right now: breaker, cooldowns, measured latency. The only package that knows Resilience4j. */
@NullMarked
package dev.pointsman.router.health;

import org.jspecify.annotations.NullMarked;
