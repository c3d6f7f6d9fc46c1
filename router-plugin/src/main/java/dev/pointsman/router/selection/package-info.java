/**
 * Who is chosen, and why. Choosing is a pure function of one record:
 *
 * <pre>{@code
 * DecisionInputs inputs = reader.read(profile, features, dialect, affinity, health::reading, now, seed);
 * Decision decision = Selector.decide(inputs);
 * Selector.decide(DecisionInputs.fromJson(decision.toJson())).toJson().equals(decision.toJson()); // always true
 * }</pre>
 *
 * <ul>
 *   <li><b>Constraints</b>, a file each, keep or drop a candidate; the first that drops gives the reason.
 *   <li><b>Terms</b> ({@link dev.pointsman.router.selection.Term}) are normalised on fixed scales, weighted and added.
 *   <li><b>Plugins'</b> filters and scorers speak while the inputs are gathered; what they said is recorded like every other
 *       input, so that a decision can be repeated without them.
 * </ul>
 *
 * <p>No I/O, no clock, no randomness but the recorded seed; nothing here holds a prompt or a key.
 */
@NullMarked
package dev.pointsman.router.selection;

import org.jspecify.annotations.NullMarked;
