/** Vendors' credentials: which one an attempt uses. ({@code keys} always means virtual keys, which are the host's.) */
@NullMarked
package dev.pointsman.router.credentials;

import org.jspecify.annotations.NullMarked;
