/**
 * Who is chosen: what a plugin author implements to add a policy. A filter keeps or drops a candidate, a scorer rates it from 0
 * to 1; a profile names them.
 *
 * <p>Both are pure: no I/O, no clock, no randomness, nothing remembered between calls. The router calls them for every candidate
 * of every request, on many threads at once, and again before every attempt.
 */
@NullMarked
package dev.pointsman.api.policy;

import org.jspecify.annotations.NullMarked;
