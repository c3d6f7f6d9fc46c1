-- Budgets: what is spent and held in each window, and the reservations that hold it. Owner: the router's money.
-- Amounts are USD times 1,000,000; times are milliseconds since the epoch.

CREATE TABLE budget_window (
    budget TEXT NOT NULL,
    period TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    held BIGINT NOT NULL,
    -- the highest threshold that was told, in hundredths of a percent
    told INTEGER NOT NULL,
    PRIMARY KEY (budget, period, starts_at)
);

CREATE TABLE budget_reservation (
    id TEXT NOT NULL PRIMARY KEY,
    -- RESERVED, then SETTLED, VOIDED or EXPIRED; EXPIRED, then at most once CORRECTED
    state TEXT NOT NULL,
    worst BIGINT NOT NULL,
    charged BIGINT,
    reported BIGINT,
    expires_at BIGINT NOT NULL,
    workspace TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- whether the workspace's own credential pays
    byok INTEGER NOT NULL
);

CREATE INDEX budget_reservation_open ON budget_reservation (expires_at) WHERE state = 'RESERVED';

CREATE INDEX budget_reservation_ended ON budget_reservation (expires_at) WHERE state <> 'RESERVED';

CREATE TABLE budget_share (
    reservation TEXT NOT NULL,
    budget TEXT NOT NULL,
    period TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    PRIMARY KEY (reservation, budget, period, starts_at)
);
