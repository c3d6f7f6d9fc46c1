/** The operators' questions as JSON: explain, decisions, models, health. */
@NullMarked
package dev.pointsman.router.control;

import org.jspecify.annotations.NullMarked;
