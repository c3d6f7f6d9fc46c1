-- What requests used and cost, and how they were decided. Owner: dev.pointsman.router.money. Holds no prompt, answer or key.

-- One row per accepted request, written when it ended and not changed afterwards: the primary key keeps it to one.
CREATE TABLE ledger_request (
    request_id TEXT PRIMARY KEY,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('SETTLED', 'VOIDED', 'EXPIRED')),
    outcome TEXT NOT NULL,
    workspace TEXT NOT NULL,
    key_id TEXT,
    agent TEXT,
    session_hash TEXT,
    user_hash TEXT,
    profile TEXT NOT NULL,
    workload TEXT NOT NULL,
    dialect TEXT NOT NULL,
    asked_model TEXT NOT NULL,
    provider TEXT,
    model TEXT,
    served_model TEXT,
    attempts INTEGER NOT NULL,
    input_tokens BIGINT NOT NULL,
    cached_read_tokens BIGINT NOT NULL,
    cache_write_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    reasoning_tokens BIGINT NOT NULL,
    usage_source TEXT NOT NULL CHECK (usage_source IN ('reported', 'estimated', 'clamped', 'none')),
    cost_micros BIGINT,
    price_source TEXT,
    catalog_version TEXT NOT NULL,
    first_content_millis BIGINT,
    total_millis BIGINT
);
CREATE INDEX ledger_request_began ON ledger_request (began_at);
CREATE INDEX ledger_request_workspace ON ledger_request (workspace, began_at);

-- One row per attempt at a vendor.
CREATE TABLE ledger_attempt (
    request_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    began_at BIGINT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    credential_id TEXT,
    outcome TEXT NOT NULL,
    status INTEGER,
    start_millis BIGINT NOT NULL,
    first_content_millis BIGINT,
    end_millis BIGINT NOT NULL,
    PRIMARY KEY (request_id, number)
);
CREATE INDEX ledger_attempt_began ON ledger_attempt (began_at);

-- The truth that came after a request was written as EXPIRED, at most one: what it really used and cost.
CREATE TABLE ledger_correction (
    request_id TEXT PRIMARY KEY,
    corrected_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    cached_read_tokens BIGINT NOT NULL,
    cache_write_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    reasoning_tokens BIGINT NOT NULL,
    cost_micros BIGINT
);

-- What decisions know of endpoints that does not change from request to request, so that it is stored once; by its SHA-256.
CREATE TABLE decision_facts (
    facts_id TEXT PRIMARY KEY,
    used_at BIGINT NOT NULL,
    document TEXT NOT NULL
);

-- The input values of each decision, from which it comes out again bit for bit, and how it went.
CREATE TABLE decision (
    decision_id TEXT PRIMARY KEY,
    decided_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    workspace TEXT NOT NULL,
    profile TEXT NOT NULL,
    workload TEXT NOT NULL,
    choice TEXT,
    outcome TEXT NOT NULL,
    cost_micros BIGINT,
    result TEXT NOT NULL,
    facts_id TEXT NOT NULL,
    inputs TEXT NOT NULL,
    request TEXT NOT NULL
);
CREATE INDEX decision_decided ON decision (decided_at);
