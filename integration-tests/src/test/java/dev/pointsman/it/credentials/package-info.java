/** Whose key a vendor sees, on the packed gateway. */
@NullMarked
package dev.pointsman.it.credentials;

import org.jspecify.annotations.NullMarked;
