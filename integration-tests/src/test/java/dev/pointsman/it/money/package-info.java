/** What is written down of requests, whatever happens to the process or to the store. */
@NullMarked
package dev.pointsman.it.money;

import org.jspecify.annotations.NullMarked;
