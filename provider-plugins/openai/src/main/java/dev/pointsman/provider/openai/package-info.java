/**
 * The provider type {@code openai}: OpenAI's own API, or a server that has all three of its doors. Responses, chat completions
 * and embeddings go through as they are. Servers that speak chat completions alone are {@code openai-compatible}.
 *
 * <pre>{@code
 * providers:
 *   openai: {type: openai, credential: "${env:OPENAI_API_KEY}", project: proj_abc}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.openai;

import org.jspecify.annotations.NullMarked;
