/**
 * Gemini generateContent and streamGenerateContent: {@code contents} in, {@code candidates} out. The model stands in the path,
 * not in the body, so an equal dialect usually needs no edit at all.
 */
@NullMarked
package dev.pointsman.router.dialect.gemini;

import org.jspecify.annotations.NullMarked;
