/** What `openclaw status --usage` shows of Pointsman: the budgets a key counts to and what it used, from `GET /v1/usage`. */

import { PROVIDER } from "./routing.js";

const usd = (micros) => micros / 1_000_000;

/** Throws when Pointsman does not answer or refuses; OpenClaw shows that in the provider's line and goes on. */
export async function usageOf(url, key, { timeoutMs, signal, fetcher = fetch }) {
  const answer = await fetcher(`${url}/v1/usage`, {
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    redirect: "error",
    signal: signal ?? AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(`Pointsman at ${url} answered ${answer.status}.`);
  return snapshotOf(await answer.json());
}

/** Every budget that the key counts to is a window; as money stands the monthly one that ends first. */
export function snapshotOf({ budget, budgets = [], usage }) {
  const { requestCount, totalTokens, actualCostMicros } = usage.summary;
  return {
    provider: PROVIDER,
    displayName: "Pointsman",
    windows: budgets.map((one) => ({ label: `${one.name}, ${one.period}`, usedPercent: percent(one), resetAt: resetOf(one) })),
    billing: budget.configured
      ? [{ type: "budget", used: usd(budget.spentMicros), limit: usd(budget.limitMicros), unit: "USD", period: "month", resetAt: resetOf(budget) }]
      : [{ type: "spend", amount: usd(actualCostMicros), unit: "USD" }],
    summary: `${requestCount} requests · ${totalTokens} tokens · $${usd(actualCostMicros).toFixed(4)} used`,
    plan: budgets.length > 0 ? "Budgeted key" : "Key without a budget",
  };
}

function resetOf({ resetsAt }) {
  return resetsAt ? Date.parse(resetsAt) : undefined;
}

function percent({ spentMicros, limitMicros }) {
  return limitMicros === 0 ? 100 : Math.min(100, (spentMicros / limitMicros) * 100);
}
