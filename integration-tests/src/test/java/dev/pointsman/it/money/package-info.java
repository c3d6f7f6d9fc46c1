/** What is written down of requests and what budgets let pass, whatever happens to the process or to the store. */
@NullMarked
package dev.pointsman.it.money;

import org.jspecify.annotations.NullMarked;
