/**
 * Strangers' bytes: whatever comes, a reader of requests or of answers reads it or fails with a {@code ProviderException}, soon,
 * within memory that the size bounds, and without a word of it in the exception.
 */
@org.jspecify.annotations.NullMarked
package dev.pointsman.router.dialect.hostile;
