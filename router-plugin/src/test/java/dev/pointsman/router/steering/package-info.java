/**
 * Texts that try to talk the router into a dear model. A text may tell the kind of work; what it must not do is to raise what a
 * request costs by anything but its own length. What plain words may ask for, the profile's candidates and budgets bound.
 */
@NullMarked
package dev.pointsman.router.steering;

import org.jspecify.annotations.NullMarked;
