/**
 * The provider type {@code gemini}: Google's generateContent, at Google AI with an API key or at Vertex AI with a bearer token.
 * The model stands in the path, a stream is asked for as server-sent events.
 *
 * <pre>{@code
 * providers:
 *   gemini: {type: gemini, credential: "${env:GEMINI_API_KEY}"}
 *   vertex: {type: gemini, credentialHeader: bearer, credential: "${file:/run/secrets/vertex-token}",
 *            baseUrl: "https://europe-west4-aiplatform.googleapis.com/v1/projects/ours/locations/europe-west4/publishers/google"}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.gemini;

import org.jspecify.annotations.NullMarked;
