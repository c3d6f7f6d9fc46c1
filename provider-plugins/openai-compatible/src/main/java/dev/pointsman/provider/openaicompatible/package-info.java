/**
 * The provider type {@code openai-compatible}: any vendor or server that speaks OpenAI's chat completions. A vendor that is
 * known by name needs no URL; what is particular about it stands as data in {@code presets.properties}.
 *
 * <pre>{@code
 * providers:
 *   acme:  {type: openai-compatible, baseUrl: "https://llm.acme.example/v1", credential: "${env:ACME_KEY}"}
 *   groq:  {type: openai-compatible, preset: groq, credential: "${env:GROQ_API_KEY}"}
 *   azure: {type: openai-compatible, preset: azure, baseUrl: "https://ours.openai.azure.com/openai/v1", credential: "${env:AZURE_KEY}"}
 * }</pre>
 */
@NullMarked
package dev.pointsman.provider.openaicompatible;

import org.jspecify.annotations.NullMarked;
