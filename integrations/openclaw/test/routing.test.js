import assert from "node:assert/strict";
import { test } from "node:test";
import { agentNames, agentsOf, modelRow, offered, onboarded, root } from "../routing.js";

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

test("an agent on a profile that fails closed has no tool that asks another model, and no search that does", () => {
  const before = { agents: { entries: { notes: { tools: { deny: ["exec"] } }, local: { memory: { search: { provider: "ollama", enabled: true } } } } } };
  const { entries } = onboarded(before, { rows: ROWS, agents: { notes: "auto-private", local: "auto-private" } }).agents;

  assert.deepEqual(entries.notes.tools.deny.slice(0, 3), ["exec", "image", "pdf"]);
  assert.equal(entries.notes.memory.search.enabled, false);
  assert.deepEqual(entries.local.memory.search, { enabled: true, provider: "ollama" });
});

test("where every agent is private, so is the default", () => {
  assert.equal(onboarded({}, { rows: ROWS, agents: { main: "auto-private" } }).agents.defaults.model.primary, "pointsman/auto-private");
});

test("other agents keep their fallbacks and do housekeeping on a cheap profile", () => {
  const before = { agents: { entries: { coder: { model: { primary: "a/b", fallbacks: ["c/d"] }, heartbeat: { every: "1h" } } } } };
  const { entries } = onboarded(before, { rows: ROWS, agents: { coder: "auto" } }).agents;

  assert.deepEqual(entries.coder.model, { primary: "pointsman/auto", fallbacks: ["c/d"] });
  assert.equal(entries.coder.utilityModel, "pointsman/auto-economy");
  assert.equal(entries.coder.heartbeat.model, "pointsman/auto-economy");
});

test("a key that is given stands with the provider, and one that was there stays", () => {
  const first = onboarded({}, { rows: ROWS, key: "pm-1" });
  assert.equal(first.models.providers.pointsman.apiKey, "pm-1");
  assert.equal(onboarded(first, { rows: ROWS }).models.providers.pointsman.apiKey, "pm-1");
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
  const known = ["main", "notes"];
  assert.deepEqual(agentsOf(["notes=private", "main = auto"], names, known), { notes: "auto-private", main: "auto" });
  assert.throws(() => agentsOf(["notes=secret"], names, known), /no model or profile "secret".*auto-private/);
  assert.throws(() => agentsOf(["notes"], names, known), /"notes" is not agent=profile/);
});

test("an agent that OpenClaw does not have is refused, not made", () => {
  assert.throws(() => agentsOf(["coder=auto"], ["auto"], ["main"]), /no agent "coder"\. It has: main\./);
  assert.deepEqual(agentNames({}), ["main"]);
  assert.deepEqual(agentNames({ agents: { entries: { main: {}, coder: {} } } }), ["main", "coder"]);
});

test("auto is the default model where none was set, and no other is replaced", () => {
  assert.equal(onboarded({}, { rows: ROWS }).agents.defaults.model.primary, "pointsman/auto");
  const before = { agents: { defaults: { model: { primary: "a/b" } } } };
  assert.deepEqual(onboarded(before, { rows: ROWS }).agents.defaults.model, { primary: "a/b" });
});

test("of the catalog those rows are taken that are asked for over chat completions", async () => {
  const catalog = { providers: [{ openaiCompatible: true, models: [AUTO] }, { openaiCompatible: false, models: [{ id: "messages/auto" }] }] };
  const rows = await offered("", "k", () => Promise.resolve({ ok: true, json: () => Promise.resolve(catalog) }));
  assert.deepEqual(rows, [AUTO]);
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
