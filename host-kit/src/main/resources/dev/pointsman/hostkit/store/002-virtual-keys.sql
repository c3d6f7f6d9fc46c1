-- Virtual keys, without the keys; owned by dev.pointsman.edge.keys.
CREATE TABLE virtual_key (
    id TEXT PRIMARY KEY,
    -- HMAC-SHA-256 of the whole key under the pepper, lower case hex.
    digest TEXT NOT NULL,
    workspace TEXT NOT NULL,
    -- Name, bounds, limits, labels, expiry.
    grant_json TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT
);

CREATE INDEX virtual_key_of_workspace ON virtual_key (workspace, created_at);

-- What operators did; owned by dev.pointsman.edge.audit. Rows are never changed.
CREATE TABLE admin_audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    from_address TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    status INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    request_id TEXT NOT NULL
);

CREATE INDEX admin_audit_by_time ON admin_audit (at);
