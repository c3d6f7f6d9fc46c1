-- What each attempt used and cost; a request's row has the sum of its attempts. Owner: the router's money.
-- vendor_micros is what the vendor itself says it cost, where it does; the other costs are by our prices.

ALTER TABLE ledger_request ADD COLUMN vendor_micros BIGINT;

-- 1 for the attempt whose content the client got, or the last one where it got none
ALTER TABLE ledger_attempt ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN input_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN cached_read_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN cache_write_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN output_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN reasoning_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_attempt ADD COLUMN usage_source TEXT NOT NULL DEFAULT 'none';
ALTER TABLE ledger_attempt ADD COLUMN cost_micros BIGINT;
ALTER TABLE ledger_attempt ADD COLUMN price_source TEXT;
ALTER TABLE ledger_attempt ADD COLUMN vendor_micros BIGINT;

-- Until now a request's figures were those of its last attempt.
UPDATE ledger_attempt SET answered = 1, input_tokens = r.input_tokens, cached_read_tokens = r.cached_read_tokens,
    cache_write_tokens = r.cache_write_tokens, output_tokens = r.output_tokens, reasoning_tokens = r.reasoning_tokens,
    usage_source = r.usage_source, cost_micros = r.cost_micros, price_source = r.price_source
FROM ledger_request r
WHERE r.request_id = ledger_attempt.request_id AND r.attempts = ledger_attempt.number;

ALTER TABLE budget_reservation ADD COLUMN vendor BIGINT;
