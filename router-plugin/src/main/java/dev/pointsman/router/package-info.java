/**
 * The provider {@code auto}: a request's whole path, on one page, in {@link dev.pointsman.router.AutoProvider}. Everything below
 * is a room of its own: {@code config} reads the policy, {@code catalog} knows models, {@code workload} reads what a request is,
 * {@code selection} decides, {@code attempt} tries, {@code health} remembers, {@code dialect} speaks, {@code control} answers
 * operators.
 */
@NullMarked
package dev.pointsman.router;

import org.jspecify.annotations.NullMarked;
