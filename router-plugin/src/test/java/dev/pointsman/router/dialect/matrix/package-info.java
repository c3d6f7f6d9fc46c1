/**
 * The cross matrix: what a client of one dialect gets from a vendor of another, feature by feature, streamed and not. Every cell is
 * run through {@link dev.pointsman.router.dialect.Dialects}, measured, and written into {@code docs/dialects.md}.
 *
 * <p>A {@code …Voice} says the same small conversations in its dialect; {@code Story} has their words.
 */
package dev.pointsman.router.dialect.matrix;
