/**
 * Anthropic messages: content blocks in and out, streams of typed events from {@code message_start} to {@code message_stop}.
 *
 * <p>Translations enter and leave through {@link dev.pointsman.router.dialect.anthropic.MessagesSpoke}.
 */
@NullMarked
package dev.pointsman.router.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
