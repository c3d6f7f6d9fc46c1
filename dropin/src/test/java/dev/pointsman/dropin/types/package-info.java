/**
 * That no type on the path of prompts, answers and secrets prints what it holds. Here, because only here all modules are on one
 * class path.
 */
@NullMarked
package dev.pointsman.dropin.types;

import org.jspecify.annotations.NullMarked;
