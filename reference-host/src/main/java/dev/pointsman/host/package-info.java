/**
 * A small, complete gateway: host-kit carries the plugins, edge opens the doors, this module reads the configuration, has the
 * commands, and holds no routing of its own.
 *
 * <p>{@code config} reads files and the environment; {@code serve} puts a running gateway together; {@code command} has one file
 * per command; {@code control} asks a router, running or in this process.
 */
@NullMarked
package dev.pointsman.host;

import org.jspecify.annotations.NullMarked;
