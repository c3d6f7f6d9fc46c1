/**
 * OpenAI chat completions, as OpenAI and some thirty compatible vendors speak it: {@code messages} in, {@code choices} out,
 * streams that end with a finish reason and usually with {@code [DONE]}.
 */
@NullMarked
package dev.pointsman.router.dialect.openaichat;

import org.jspecify.annotations.NullMarked;
