/**
 * A gateway with make-believe vendors and a short load, to watch the router decide, fall back and count money; at its end the
 * router's record of attempts is held against what the vendors counted themselves.
 */
@NullMarked
package dev.pointsman.host.demo;

import org.jspecify.annotations.NullMarked;
