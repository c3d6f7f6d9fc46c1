/**
 * Tests on a real store. A class annotated {@link dev.pointsman.hostkit.store.testing.OnEachStore} runs on SQLite and on a
 * PostgreSQL that the tests start themselves, one per JVM, each class on a database of its own:
 *
 * <pre>{@code
 * @OnEachStore
 * record LedgerTest(TestStore store) {
 *     @Test
 *     void keepsOneRecordPerRequest() { … store.dataSource() … }
 * }
 * }</pre>
 *
 * Where PostgreSQL cannot be started its half is skipped with a message, and fails where {@code CI=true}.
 */
@NullMarked
package dev.pointsman.hostkit.store.testing;

import org.jspecify.annotations.NullMarked;
