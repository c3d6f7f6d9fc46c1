/** What the packed gateway shows of itself: meters, spans, lines. */
@NullMarked
package dev.pointsman.it.telemetry;

import org.jspecify.annotations.NullMarked;
