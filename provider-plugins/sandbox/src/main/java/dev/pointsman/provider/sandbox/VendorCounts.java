package dev.pointsman.provider.sandbox;

/**
 * How often one vendor was asked. What is neither answered nor failed still runs or was closed by its caller.
 *
 * @param requests calls sent
 * @param answers those whose last frame was read
 * @param failures those that ended with a failure, cancelled ones excepted
 */
public record VendorCounts(long requests, long answers, long failures) {}
