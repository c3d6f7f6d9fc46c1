/**
 * What a policy allows and hardly means: a {@link dev.pointsman.router.analysis.Check} each. Mistakes are refused where they are
 * read, in {@code config}; here are warnings alone, and a policy with warnings serves.
 *
 * <p>Whether a candidate could answer under a profile is not guessed: the selector is asked, with an ordinary request and every
 * endpoint well.
 */
@NullMarked
package dev.pointsman.router.analysis;

import org.jspecify.annotations.NullMarked;
