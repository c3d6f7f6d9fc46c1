/**
 * Keeps what a workspace's agents and models said to each other, where a policy asks for it: off unless written, one workspace at
 * a time, redacted, bounded, deleted by age, in files that their owner alone can read. It is the one place of the router where
 * content is written down; {@link dev.pointsman.router.capture.Captures} is its door.
 */
@NullMarked
package dev.pointsman.router.capture;

import org.jspecify.annotations.NullMarked;
