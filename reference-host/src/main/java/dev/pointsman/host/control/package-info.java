/**
 * Asks a router the operators' questions, wherever it runs: the gateway whose admin port answers, else a router made in this
 * process from the same configuration.
 */
@NullMarked
package dev.pointsman.host.control;

import org.jspecify.annotations.NullMarked;
