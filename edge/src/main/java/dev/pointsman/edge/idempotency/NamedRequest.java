package dev.pointsman.edge.idempotency;

/**
 * One request and its name, as they are kept.
 *
 * @param digest of workspace, key and name
 * @param content digest of path and body
 * @param requestId as the client and the log know it
 */
record NamedRequest(String workspace, String digest, String content, String requestId) {}
