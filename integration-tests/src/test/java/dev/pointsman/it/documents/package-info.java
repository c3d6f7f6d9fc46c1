/** What the pages tell a reader to do, done: their commands against a gateway, the first hour, a back-up put back, a plugin made from the page. */
@NullMarked
package dev.pointsman.it.documents;

import org.jspecify.annotations.NullMarked;
