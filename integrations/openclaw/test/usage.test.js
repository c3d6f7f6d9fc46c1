import assert from "node:assert/strict";
import { test } from "node:test";
import { snapshotOf, usageOf } from "../usage.js";

const USED = { summary: { requestCount: 3, totalTokens: 3036, actualCostMicros: 4716 } };

test("budgets are shown with what is used of them and when they begin anew", () => {
  const month = { limitMicros: 20_000_000, spentMicros: 5_000_000, resetsAt: "2026-12-01T00:00:00Z" };
  const budgets = [{ name: "team", period: "monthly", ...month }, { name: "key", period: "daily", limitMicros: 0, spentMicros: 0, resetsAt: "2026-11-26T00:00:00Z" }];
  const snapshot = snapshotOf({ budget: { configured: true, ...month }, budgets, usage: USED });

  assert.deepEqual(snapshot.windows[0], { label: "team, monthly", usedPercent: 25, resetAt: Date.UTC(2026, 11, 1) });
  assert.equal(snapshot.windows[1].usedPercent, 100);
  assert.deepEqual([snapshot.billing[0].used, snapshot.billing[0].limit], [5, 20]);
});

test("a key without a budget shows what it spent", () => {
  const snapshot = snapshotOf({ budget: { configured: false }, usage: USED });

  assert.deepEqual(snapshot.windows, []);
  assert.deepEqual(snapshot.billing, [{ type: "spend", amount: 0.004716, unit: "USD" }]);
  assert.equal(snapshot.summary, "3 requests · 3036 tokens · $0.0047 used");
});

test("a refusal is told without the key", async () => {
  const refuses = () => Promise.resolve({ ok: false, status: 401 });
  await assert.rejects(usageOf("http://x", "pm-secret", { timeoutMs: 10, fetcher: refuses }), (e) => /answered 401/.test(e.message) && !e.message.includes("secret"));
});
