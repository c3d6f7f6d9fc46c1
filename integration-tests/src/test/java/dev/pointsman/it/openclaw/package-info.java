/** Traffic of a real agent through the packed gateway; the recordings lie beside the repository. */
@NullMarked
package dev.pointsman.it.openclaw;

import org.jspecify.annotations.NullMarked;
