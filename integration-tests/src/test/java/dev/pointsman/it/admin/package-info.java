/** What operators ask: every question of the OpenAPI document, usage and feedback, over the wire. */
@NullMarked
package dev.pointsman.it.admin;

import org.jspecify.annotations.NullMarked;
