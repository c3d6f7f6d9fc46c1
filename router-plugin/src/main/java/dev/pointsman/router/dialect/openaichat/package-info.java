/**
 * OpenAI chat completions, as OpenAI and some thirty compatible vendors speak it: {@code messages} in, {@code choices} out,
 * streams that end with a finish reason and usually with {@code [DONE]}.
 *
 * <p>Translations enter and leave through {@link dev.pointsman.router.dialect.openaichat.ChatSpoke}.
 */
@NullMarked
package dev.pointsman.router.dialect.openaichat;

import org.jspecify.annotations.NullMarked;
