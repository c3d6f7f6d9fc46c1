/**
 * Where log lines go. The jar speaks to an SLF4J of its own (a relocated 2.x, so that hosts with 1.7 do as well); its provider is
 * here: it hands each line to the host's SLF4J where there is one, through methods that 1.7 has, and else prints JSON lines on
 * standard error.
 */
@NullMarked
package dev.pointsman.dropin.log;

import org.jspecify.annotations.NullMarked;
