/**
 * What operators ask the router: explain, decisions, health, models, policy … The host authenticates and authorises, then carries
 * the question here; it does not know the answers' shapes.
 */
@NullMarked
package dev.pointsman.api.control;

import org.jspecify.annotations.NullMarked;
