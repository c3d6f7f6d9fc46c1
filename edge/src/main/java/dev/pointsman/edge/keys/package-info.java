/**
 * Who may enter: virtual keys, which callers present instead of a vendor's. Only keyed digests of them are held; a failed try
 * costs its address a token.
 */
@NullMarked
package dev.pointsman.edge.keys;

import org.jspecify.annotations.NullMarked;
