package dev.pointsman.provider.testkit.faultkit;

/**
 * One case at one gateway.
 *
 * @param attempts requests that the vendors got for the client's one
 */
public record CaseResult(FaultCase faultCase, GatewayAnswer answer, int attempts, Verdict verdict) {}
