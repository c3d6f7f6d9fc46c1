/**
 * What provider plugins share: framing, where a dialect's answer ends, failure tables, rate-limit headers, settings. A library
 * inside each plugin jar, on jackson-core alone.
 *
 * <p>A provider is an URL, an authentication, a framing and a few quirks. It never retries, has no timers and translates
 * nothing. The shortest one:
 *
 * <pre>{@code
 * public ModelResponse call(ModelRequest request, CallContext context) {
 *     return new HttpModelResponse(() -> egress.prepare(outbound(request, context)), AnswerStyle.openAiChat(), request.streaming());
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.pointsman.provider.support.HttpModelResponse} is the answer: lazy, closable from any thread.
 *   <li>{@link dev.pointsman.provider.support.Framing} cuts bytes into frames and leaves the bytes alone.
 *   <li>{@link dev.pointsman.provider.support.AnswerRules} knows errors inside an answer and its terminal mark.
 *   <li>{@link dev.pointsman.provider.support.FailureTable} turns a status and an error body into a failure.
 *   <li>{@link dev.pointsman.provider.support.SettingsReader} binds a {@code providers:} entry and lists every mistake.
 * </ul>
 */
@NullMarked
package dev.pointsman.provider.support;

import org.jspecify.annotations.NullMarked;
