/**
 * OpenAI Responses: a list of items in and out, streams of typed events from {@code response.created} to
 * {@code response.completed}, {@code response.incomplete} or {@code response.failed}.
 */
@NullMarked
package dev.pointsman.router.dialect.openairesponses;

import org.jspecify.annotations.NullMarked;
