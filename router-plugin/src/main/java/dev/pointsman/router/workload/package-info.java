/**
 * What kind of work a request is, and its features without its words. What the caller declares counts before what the request
 * shows, and that before what its text suggests.
 *
 * <pre>{@code
 * RequestFeatures features = new FeaturesReader(charactersPerToken).read(request, facts, context, null);
 * }</pre>
 *
 * <p>The text rules are plain and few: within one kind of work a prompt tells next to nothing about which model suits it, so
 * knowing the kind is what counts.
 */
@NullMarked
package dev.pointsman.router.workload;

import org.jspecify.annotations.NullMarked;
