/**
 * Ollama chat and generate: the model's own terms, newline-delimited JSON, an end marked by {@code done}.
 */
@NullMarked
package dev.pointsman.router.dialect.ollama;

import org.jspecify.annotations.NullMarked;
