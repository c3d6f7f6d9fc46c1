/**
 * What a policy has to say before people depend on it: a {@link dev.pointsman.router.analysis.production.Demand} each, with the
 * lines to write where it does not. Stricter than the warnings of {@code analysis}, whose findings it takes over where both look
 * at the same thing. What the machine has to offer beside it, the host looks at.
 */
@NullMarked
package dev.pointsman.router.analysis.production;

import org.jspecify.annotations.NullMarked;
