/**
 * What a JVM gateway needs to carry Pointsman's plugins. {@link dev.pointsman.hostkit.Host} puts the parts together; each can be
 * used alone, or be replaced by a gateway's own.
 */
@NullMarked
package dev.pointsman.hostkit;

import org.jspecify.annotations.NullMarked;
