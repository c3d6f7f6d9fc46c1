/** A gateway set up as the operators' page says, the production checklist over it, and each of its checks broken once. */
@NullMarked
package dev.pointsman.it.production;

import org.jspecify.annotations.NullMarked;
