/**
 * The provider type {@code ollama}: an Ollama's own chat and generate, as lines of JSON. Without a {@code baseUrl} it is the one
 * on this machine. Its models and what they can do are asked of it.
 *
 * <pre>{@code
 * providers:
 *   local: {type: ollama}
 *   gpus:  {type: ollama, baseUrl: "https://ollama.example.com", credential: "${env:OLLAMA_PROXY_KEY}"}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.ollama;

import org.jspecify.annotations.NullMarked;
