/**
 * OpenAI embeddings: texts in, vectors out, never streamed.
 */
@NullMarked
package dev.pointsman.router.dialect.openaiembeddings;

import org.jspecify.annotations.NullMarked;
