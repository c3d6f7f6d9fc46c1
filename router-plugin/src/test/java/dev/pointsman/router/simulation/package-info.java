/**
 * Whole worlds on one thread: the real attempt loop, selector, health, retry budget and budgets among vendors and callers that are
 * drawn from a seed. Nothing waits for a real clock, and the same seed gives the same trace, so whatever goes wrong once can be
 * looked at again.
 *
 * <ul>
 *   <li><b>World</b>: one run, of a <b>plan</b> that says what each vendor does when, and who asks for what.
 *   <li><b>Virtual time</b>: clock, timers and threads. Requests are virtual threads, as they are in a gateway, whose only carrier is the
 *       thread of the test.
 *   <li><b>Network</b>: where attempts are counted. What the router says of itself proves nothing.
 *   <li><b>Laws</b>: what holds in every world.
 * </ul>
 */
@NullMarked
package dev.pointsman.router.simulation;

import org.jspecify.annotations.NullMarked;
