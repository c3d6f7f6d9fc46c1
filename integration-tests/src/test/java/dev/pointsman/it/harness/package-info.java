/**
 * What the tests stand on: {@code Gateway} starts the distribution, {@code Vendor} answers what a {@code Script} says, {@code
 * RawClient} says what no SDK would.
 */
@NullMarked
package dev.pointsman.it.harness;

import org.jspecify.annotations.NullMarked;
