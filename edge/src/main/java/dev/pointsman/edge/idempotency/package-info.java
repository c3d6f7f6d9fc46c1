/**
 * Requests that come twice. A client that names its request in {@code Idempotency-Key} is charged once: the second time it gets
 * the same answer where it is still held, and else learns which request it was. An answer is content, so it is held in this process's
 * memory alone, bounded. That a name was used stands in the host's store for a day, as keyed digests of name and body, so that
 * neither a restart nor a second process charges it again.
 */
@NullMarked
package dev.pointsman.edge.idempotency;

import org.jspecify.annotations.NullMarked;
