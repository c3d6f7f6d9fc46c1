/** What happened: the decision is the trace. Nothing here holds a prompt, an answer or a key. */
@NullMarked
package dev.pointsman.api.decision;

import org.jspecify.annotations.NullMarked;
