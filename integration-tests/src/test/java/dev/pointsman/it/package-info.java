/**
 * The packed gateway as a process of its own, between clients that agents really use and vendors made of sockets. Nothing here
 * sees a class of the project: what is tested is what is shipped.
 */
@NullMarked
package dev.pointsman.it;

import org.jspecify.annotations.NullMarked;
