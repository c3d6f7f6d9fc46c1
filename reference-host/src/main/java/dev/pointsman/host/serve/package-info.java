/** A running gateway: its plugins, its router, its two ports, its keys and what it tells when it starts. */
@NullMarked
package dev.pointsman.host.serve;

import org.jspecify.annotations.NullMarked;
