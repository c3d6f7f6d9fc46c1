/**
 * Policies to copy from: each is one file, pure and thread-safe, and named by a profile under {@code filters:} or {@code
 * scorers:}. A filter keeps or drops; a scorer rates from 0 to 1 on a scale of its own that never looks at other candidates.
 */
@NullMarked
package dev.pointsman.policy.custom;

import org.jspecify.annotations.NullMarked;
