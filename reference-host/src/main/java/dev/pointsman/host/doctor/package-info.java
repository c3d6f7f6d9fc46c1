/** Looks an installation over: what is sound, what to watch, what must be put right, and how. */
@NullMarked
package dev.pointsman.host.doctor;

import org.jspecify.annotations.NullMarked;
