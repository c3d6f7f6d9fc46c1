-- What somebody thinks answers were worth; owned by dev.pointsman.router.money. A reason is its giver's words.
CREATE TABLE feedback (
    decision_id TEXT NOT NULL,
    -- the id of a key, or 'operator'; the last word of each counts
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    workspace TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL CHECK (score >= 0 AND score <= 1),
    reason TEXT,
    PRIMARY KEY (decision_id, given_by)
);

CREATE INDEX feedback_given ON feedback (given_at);
