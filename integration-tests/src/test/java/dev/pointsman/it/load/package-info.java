/** Many requests at once, and what is left of them. */
@NullMarked
package dev.pointsman.it.load;

import org.jspecify.annotations.NullMarked;
