/**
 * The provider {@code sandbox}: vendors that answer without a model and without a network, so that an operator can watch the
 * router decide, fall back and count money before any key exists. Every answer says that no model was asked.
 *
 * <ul>
 *   <li><b>Vendor</b>: one of {@code cheap}, {@code fast}, {@code smart}, {@code flaky}, {@code dead}; its name is its model's id.
 *   <li><b>Answer</b>: text, or calls of the tools that the user's text asked for.
 *   <li><b>Script</b>: the frames of one answer with the pauses between them.
 *   <li><b>Tokens</b>: four characters are one token, see {@link dev.pointsman.provider.sandbox.TokenEstimate}.
 * </ul>
 *
 * <pre>{@code
 * providers:
 *   play: {type: sandbox, vendors: [cheap, flaky], speed: instant, flaky: {failEvery: 2, cutEvery: 0}}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.sandbox;

import org.jspecify.annotations.NullMarked;
