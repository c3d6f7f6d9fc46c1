/**
 * The one store of a gateway: what must outlive the process and is not the policy's file. {@link
 * dev.pointsman.hostkit.store.Store} opens it, brings its tables up to date and lends it as a {@code DataSource}:
 *
 * <pre>{@code
 * try (Store store = Store.inFolder(dataFolder)) {
 *     Host host = Host.builder().service(DataSource.class, store.dataSource()).build();
 * }
 * }</pre>
 *
 * <p>Tables come from numbered files that both engines understand, SQLite and PostgreSQL: ids are made by us, times are {@code
 * BIGINT} milliseconds since the epoch, money is {@code BIGINT} micro-dollars, documents are {@code TEXT}. Each table belongs to
 * one package, which alone reads and writes it. The files are listed in {@code migrations.txt}; one that was released is never
 * changed, a further one is added.
 */
@NullMarked
package dev.pointsman.hostkit.store;

import org.jspecify.annotations.NullMarked;
