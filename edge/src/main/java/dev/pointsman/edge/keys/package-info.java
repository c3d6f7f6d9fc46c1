/**
 * Who may enter: virtual keys, which callers present instead of a vendor's.
 *
 * <ul>
 *   <li>A <b>key</b> is a random text that is shown once. Only a digest under a <b>pepper</b> is kept; a stored key's id, a part
 *       of its text, finds the row that the whole text is compared with.
 *   <li>A <b>grant</b> is what its operator decided: workspace, bounds, limits, labels, expiry.
 *   <li>{@code KeyCheck} is the door's question; a failed try costs its address a token.
 * </ul>
 *
 * <pre>{@code
 * StoredKeys stored = new StoredKeys(store, Pepper.of(secret));
 * DataDoor door = DataDoor.of(directory, HashedKeys.of(first, VirtualKey.unbounded("first")).and(stored)).build();
 * AdminDoor admin = AdminDoor.of(directory, token).section("keys", stored.control()::answer).build();
 * }</pre>
 */
@NullMarked
package dev.pointsman.edge.keys;

import org.jspecify.annotations.NullMarked;
