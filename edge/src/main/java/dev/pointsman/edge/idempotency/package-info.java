/**
 * Requests that come twice. A client that names its request in {@code Idempotency-Key} is charged once: the second time it gets
 * the same answer where it is still held, and else learns which request it was. Held in this process's memory, bounded; an answer
 * is content, so it goes into no store.
 */
@NullMarked
package dev.pointsman.edge.idempotency;

import org.jspecify.annotations.NullMarked;
