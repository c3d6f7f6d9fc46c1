/** Each vendor's own client against the other's dialect: the client judges the answers, the vendor judges the requests. */
@NullMarked
package dev.pointsman.it.translation;

import org.jspecify.annotations.NullMarked;
