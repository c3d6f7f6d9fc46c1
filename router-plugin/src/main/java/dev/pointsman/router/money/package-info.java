/**
 * What requests used and cost, and how they were decided, over the {@code DataSource} the host lends; in memory where it lends
 * none. {@link dev.pointsman.router.money.Accounts} is the door.
 *
 * <p>The ledger's protocol: a request is written down before it is first sent to a vendor ({@link
 * dev.pointsman.router.money.LedgerEntry.Begun}), each attempt before it is sent, and how it ended once it did. These lines are
 * appended to a spool, a file in the host's data folder: a plain append takes microseconds, waits for no disk, and survives a
 * killed process. One thread carries them on into the store's tables, many in one transaction, and deletes what it carried. The
 * spool is the only queue between the two, so what a killed process left there is carried on by the next one in the same way; a
 * request that begun and of which nobody knows the end becomes {@code EXPIRED} at what it was expected to use at most. The
 * tables' primary keys make every step repeatable: one request, one terminal row, at most one correction.
 *
 * <p>Budgets have {@link dev.pointsman.router.money.Budgets} as their door. A reservation holds the worst case of one attempt in
 * every budget that it counts to, all or nothing, and ends exactly once: settled at what the vendor reported, voided when nothing
 * was billed, expired at its worst case when nobody ended it; a truth that comes after that corrects it, once. At every instant
 * spent and held together are within a hard budget's limit, as long as no vendor bills more than the worst case.
 *
 * <p>Nothing here holds a prompt, an answer, a key or a user's name: users and sessions are keyed fingerprints.
 */
@NullMarked
package dev.pointsman.router.money;

import org.jspecify.annotations.NullMarked;
