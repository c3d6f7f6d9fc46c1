/**
 * The provider type {@code anthropic}: Anthropic's messages API, at Anthropic or at whoever speaks it too.
 *
 * <pre>{@code
 * providers:
 *   anthropic: {type: anthropic, credential: "${env:ANTHROPIC_API_KEY}"}
 *   gateway:   {type: anthropic, baseUrl: "https://llm.example.com/anthropic", credentialHeader: bearer, credential: "${env:GATEWAY}"}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.anthropic;

import org.jspecify.annotations.NullMarked;
