-- Requests that clients named in Idempotency-Key; owned by dev.pointsman.edge.idempotency. Keyed digests alone: no name, no prompt,
-- no answer.
CREATE TABLE named_request (
    -- of workspace, key and name
    name_digest TEXT NOT NULL PRIMARY KEY,
    workspace TEXT NOT NULL,
    -- of path and body
    content_digest TEXT NOT NULL,
    -- as the client and the log know it
    request_id TEXT NOT NULL,
    taken_at BIGINT NOT NULL
);

CREATE INDEX named_request_taken ON named_request (taken_at);
