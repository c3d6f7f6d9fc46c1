/**
 * The fault matrix: every fault of the fault kit at the packed gateway, in each dialect, streamed and not. What a client sees is
 * judged by the kit, which knows nothing of this gateway; attempts, health and ledger are read from the admin port and the tables.
 */
@NullMarked
package dev.pointsman.it.faults;

import org.jspecify.annotations.NullMarked;
