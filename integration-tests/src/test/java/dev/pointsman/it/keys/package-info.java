/** Who may ask for what, and how often: virtual keys of a packed gateway. */
@NullMarked
package dev.pointsman.it.keys;

import org.jspecify.annotations.NullMarked;
