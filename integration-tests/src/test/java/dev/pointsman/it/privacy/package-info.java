/**
 * That prompts, answers and secrets are nowhere but where they belong. Everything of a load is marked with a canary, a text that
 * exists nowhere else, and every place to which a gateway writes is searched for it, in clear and as the usual encodings.
 */
@NullMarked
package dev.pointsman.it.privacy;

import org.jspecify.annotations.NullMarked;
