import assert from "node:assert/strict";
import { test } from "node:test";
import { agentsOf, modelRow, offered, onboarded, root } from "../routing.js";

const AUTO = { id: "auto", displayName: "Pointsman auto", pricing: { inputMicrosPerMillion: 1_500_000, maxInputTokens: 200_000 } };
const ECONOMY = { id: "auto-economy" };
const PRIVATE = { id: "auto-private", pointsman: { profile: "private", failClosed: true } };
const ROWS = [AUTO, ECONOMY, PRIVATE];

test("an agent on a profile that fails closed has no other way out", () => {
  const before = {
    agents: {
      defaults: { compaction: { model: "openai/gpt-x", keepRecentTokens: 9, memoryFlush: { model: "openai/gpt-x", enabled: true } } },
      entries: { notes: { model: { primary: "openai/gpt-x", fallbacks: ["anthropic/y"] }, heartbeat: { every: "30m", model: "openai/z" } } },
    },
  };
  const { agents } = onboarded(before, { rows: ROWS, agents: { notes: "auto-private" } });

  const everyModel = JSON.stringify(agents).match(/[a-z]+\/[a-z-]+/g);
  assert.deepEqual([...new Set(everyModel)], ["pointsman/auto-private"]);
  assert.deepEqual(agents.entries.notes.model.fallbacks, []);
  assert.equal(agents.defaults.compaction.keepRecentTokens, 9);
  assert.equal(agents.entries.notes.heartbeat.every, "30m");
});

test("other agents keep their fallbacks and do housekeeping on a cheap profile", () => {
  const before = { agents: { entries: { coder: { model: { primary: "a/b", fallbacks: ["c/d"] }, heartbeat: { every: "1h" } } } } };
  const { entries } = onboarded(before, { rows: ROWS, agents: { coder: "auto" } }).agents;

  assert.deepEqual(entries.coder.model, { primary: "pointsman/auto", fallbacks: ["c/d"] });
  assert.equal(entries.coder.utilityModel, "pointsman/auto-economy");
  assert.equal(entries.coder.heartbeat.model, "pointsman/auto-economy");
});

test("what the operator configured otherwise stays", () => {
  const before = { models: { mode: "replace", providers: { other: { baseUrl: "x" } } }, gateway: { mode: "local" } };
  const after = onboarded(before, { rows: ROWS });

  assert.equal(after.models.mode, "replace");
  assert.deepEqual(after.models.providers.other, { baseUrl: "x" });
  assert.deepEqual(after.gateway, { mode: "local" });
  assert.equal("entries" in after.agents, false);
});

test("prices are dollars per million and the window is the one that is offered", () => {
  const row = modelRow(AUTO);
  assert.equal(row.cost.input, 1.5);
  assert.equal(row.contextWindow, 200_000);
  assert.equal(row.compat.sendSessionAffinityHeaders, true);
});

test("profiles may be named without their prefix, and an unknown one is told with what there is", () => {
  const names = ROWS.map((row) => row.id);
  assert.deepEqual(agentsOf("notes=private, main = auto", names), { notes: "auto-private", main: "auto" });
  assert.throws(() => agentsOf("notes=secret", names), /no model or profile "secret".*auto-private/);
  assert.throws(() => agentsOf("notes", names), /"notes" is not agent=profile/);
});

test("the address may be given with or without /v1", () => {
  assert.equal(root("http://127.0.0.1:8484/v1/"), "http://127.0.0.1:8484");
  assert.equal(root(undefined), "http://127.0.0.1:8484");
});

test("a gateway that is down or does not know the key is told without the key", async () => {
  const down = () => Promise.reject(new TypeError("fetch failed"));
  const refuses = () => Promise.resolve({ ok: false, status: 401 });
  await assert.rejects(offered("", "pm-secret", down), (e) => /does not answer at/.test(e.message) && !e.message.includes("secret"));
  await assert.rejects(offered("", "pm-secret", refuses), (e) => /does not know this key/.test(e.message) && !e.message.includes("secret"));
});
