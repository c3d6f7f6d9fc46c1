/**
 * When we try again, and when we stop. {@link dev.pointsman.router.attempt.AttemptLoop} walks the ranked candidates until one
 * answer commits; what may be retried is decided by {@link dev.pointsman.api.failure.FailureRule} alone.
 *
 * <ul>
 *   <li><b>Hop</b>: one ranked candidate, ready to be tried.
 *   <li><b>Walk</b>: one request's way over its hops; what stands before each attempt are its <b>departures</b>.
 *   <li><b>Race</b>: two attempts beside each other, where a profile hedges.
 *   <li><b>Commit</b>: the first frame of content. Before it we may fall back, after it never.
 *   <li><b>Watchdog</b>: the only timers there are; they end a call by closing it.
 * </ul>
 */
@NullMarked
package dev.pointsman.router.attempt;

import org.jspecify.annotations.NullMarked;
