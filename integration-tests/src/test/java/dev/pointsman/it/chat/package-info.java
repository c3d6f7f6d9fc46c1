/** Chat completions through {@code auto}, asked by OpenAI's own client and answered by vendors of the same dialect. */
@NullMarked
package dev.pointsman.it.chat;

import org.jspecify.annotations.NullMarked;
