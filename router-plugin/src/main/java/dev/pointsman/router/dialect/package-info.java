/**
 * The JSON of every vendor's API, and nothing else knows it.
 *
 * <ul>
 *   <li><b>Equal dialect</b>: a short, named list of edits is spliced into the bytes; no object model is built.
 *   <li><b>Different dialect</b>: hub and spokes, through {@code Conversation} and {@code AnswerEvent}; what cannot be carried
 *       is a {@link dev.pointsman.router.dialect.TranslationLoss} with its JSON path.
 * </ul>
 *
 * <pre>{@code
 * RequestFacts facts = dialects.facts(request);
 * OutgoingCall outgoing = dialects.prepare(request, provider.dialects(), target);
 * FrameKind kind = outgoing.answer().read(vendorFrame, clientFrames);
 * }</pre>
 */
@NullMarked
package dev.pointsman.router.dialect;

import org.jspecify.annotations.NullMarked;
