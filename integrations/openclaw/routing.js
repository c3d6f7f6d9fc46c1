/**
 * What OpenClaw's configuration has to say so that its agents are answered by Pointsman. Pure functions; nothing here reads a
 * file or calls anyone but `offered`, which asks Pointsman for its catalog.
 */

export const PROVIDER = "pointsman";
export const DEFAULT_URL = "http://127.0.0.1:8484";
const CATALOG_TIMEOUT_MS = 5_000;
const DEFAULT_WINDOW = 128_000;
const DEFAULT_OUTPUT = 8_192;
/** OpenClaw's tools that take what they are given to a model of their own choice. */
const SIDE_MODELS = ["image", "pdf", "tts", "image_generate", "video_generate", "music_generate"];

/**
 * `["coder=code", "notes=private"]` as a map from agent to model; profiles may be written without their `auto-`. Throws where
 * OpenClaw has no such agent: to write one into its configuration would make it.
 */
export function agentsOf(pairs, names, known) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [agent, model, ...rest] = pair.split("=").map((part) => part.trim());
      if (!agent || !model || rest.length > 0) {
        throw new Error(`Pointsman: "${pair}" is not agent=profile.`);
      }
      if (!known.includes(agent)) {
        throw new Error(`OpenClaw has no agent "${agent}". It has: ${known.join(", ")}. Add it first: openclaw agents add ${agent}`);
      }
      return [agent, modelNamed(model, names)];
    }),
  );
}

/** The agents of a configuration; one that names none has `main`. */
export function agentNames(config) {
  const named = Object.keys(config.agents?.entries ?? {});
  return named.length > 0 ? named : ["main"];
}

function modelNamed(model, names) {
  const found = [model, `auto-${model}`].find((name) => names.includes(name));
  if (!found) {
    throw new Error(`Pointsman offers no model or profile "${model}". It offers: ${names.join(", ")}.`);
  }
  return found;
}

/** The address without a trailing slash or /v1, so that both forms may be given. */
export function root(url) {
  return (url || DEFAULT_URL).trim().replace(/\/+$/, "").replace(/\/v1$/, "");
}

/**
 * The models that a key may ask for. Throws when Pointsman does not answer or does not know the key; the message names neither
 * the key nor what was answered.
 */
export async function offered(url, key, fetcher = fetch) {
  let answer;
  try {
    answer = await fetcher(`${root(url)}/v1/catalog`, {
      headers: { authorization: `Bearer ${key}`, accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(CATALOG_TIMEOUT_MS),
    });
  } catch {
    throw new Error(`Pointsman does not answer at ${root(url)}. Start it (./pointsman serve), or set POINTSMAN_URL.`);
  }
  if (!answer.ok) {
    const why = answer.status === 401 ? "does not know this key" : `answered ${answer.status}`;
    throw new Error(`Pointsman at ${root(url)} ${why}.`);
  }
  const catalog = await answer.json();
  return catalog.providers.filter((provider) => provider.openaiCompatible).flatMap((provider) => provider.models);
}

/** One row of Pointsman's catalog as OpenClaw describes a model. */
export function modelRow(row) {
  const price = row.pricing ?? {};
  const usd = (micros) => (micros ?? 0) / 1_000_000;
  return {
    id: row.id,
    name: row.displayName ?? row.id,
    reasoning: Array.isArray(row.supportedReasoningEfforts),
    input: row.input_modalities?.includes("image") ? ["text", "image"] : ["text"],
    cost: {
      input: usd(price.inputMicrosPerMillion),
      output: usd(price.outputMicrosPerMillion),
      cacheRead: usd(price.cachedInputMicrosPerMillion),
      cacheWrite: usd(price.cacheWrite5mInputMicrosPerMillion),
    },
    contextWindow: price.maxInputTokens ?? DEFAULT_WINDOW,
    maxTokens: price.defaultMaxOutputTokens ?? DEFAULT_OUTPUT,
    compat: { sendSessionAffinityHeaders: true, supportsUsageInStreaming: true, supportsReasoningEffort: true },
  };
}

/** The provider as OpenClaw's configuration names it. The header asks for the real cost of each answer. */
export function providerRow(url, rows) {
  return {
    baseUrl: `${root(url)}/v1`,
    api: "openai-completions",
    headers: { "x-pointsman-cost": "usage" },
    models: rows.map(modelRow),
  };
}

/**
 * OpenClaw's configuration with Pointsman in it. An agent on a profile that fails closed gets no other way out: one model, no
 * fallbacks, everything that OpenClaw does beside the conversation (utility, decisions, heartbeats, sub-agents) on the same
 * model, and no tool that asks another; otherwise OpenClaw would carry after a refusal what Pointsman kept in.
 */
export function onboarded(config, { url, key, rows, agents = {}, housekeeping = "auto-economy" }) {
  const closed = new Set(rows.filter((row) => row.pointsman?.failClosed).map((row) => row.id));
  const names = rows.map((row) => row.id);
  const cheap = names.includes(housekeeping) ? ref(housekeeping) : undefined;
  const entries = { ...config.agents?.entries };
  for (const [agent, model] of Object.entries(agents)) {
    entries[agent] = closed.has(model) ? confined(entries[agent], model) : routed(entries[agent], model, cheap);
  }
  const confinedAgents = Object.values(agents).some((model) => closed.has(model));
  const kept = confinedAgents ? withoutSideDoors(config.agents?.defaults) : { ...config.agents?.defaults };
  const defaults = kept.model ? kept : { ...kept, model: { primary: ref(usual(config, agents, closed)) } };
  return {
    ...config,
    models: {
      ...config.models,
      mode: config.models?.mode ?? "merge",
      providers: {
        ...config.models?.providers,
        [PROVIDER]: { ...config.models?.providers?.[PROVIDER], ...providerRow(url, rows), ...(key ? { apiKey: key } : {}) },
      },
    },
    agents: { ...config.agents, defaults, ...(Object.keys(entries).length > 0 ? { entries } : {}) },
  };
}

/** What is asked for by whoever names no model: where every agent is private, that is private too. */
function usual(config, agents, closed) {
  const models = agentNames(config).map((agent) => agents[agent]);
  return models.length > 0 && models.every((model) => closed.has(model)) ? models[0] : "auto";
}

function confined(entry, model) {
  const only = { primary: ref(model), fallbacks: [] };
  return {
    ...entry,
    model: only,
    utilityModel: ref(model),
    decisionModel: "",
    modelPolicy: { allow: [ref(model)] },
    ...(entry?.heartbeat ? { heartbeat: { ...entry.heartbeat, model: ref(model) } } : {}),
    subagents: { ...entry?.subagents, model: only },
    tools: { ...entry?.tools, deny: [...new Set([...(entry?.tools?.deny ?? []), ...SIDE_MODELS])] },
    // Memory search asks an embedding model of whoever has a key; what the operator set for this agent stands.
    memory: { ...entry?.memory, search: { enabled: false, ...entry?.memory?.search } },
  };
}

function routed(entry, model, cheap) {
  const fallbacks = entry?.model?.fallbacks;
  return {
    ...entry,
    model: { primary: ref(model), ...(fallbacks ? { fallbacks } : {}) },
    ...(cheap ? { utilityModel: entry?.utilityModel ?? cheap } : {}),
    ...(cheap && entry?.heartbeat ? { heartbeat: { model: cheap, ...entry.heartbeat } } : {}),
  };
}

/** Compaction is set for all agents at once: only the conversation's own model may summarise a private conversation. */
function withoutSideDoors(defaults) {
  const { compaction, heartbeat, ...rest } = { ...defaults };
  const { model: _summarises, provider: _other, memoryFlush, ...kept } = { ...compaction };
  const { model: _flushes, ...flush } = { ...memoryFlush };
  const { model: _beats, ...beat } = { ...heartbeat };
  return {
    ...rest,
    ...(compaction ? { compaction: { ...kept, ...(memoryFlush ? { memoryFlush: flush } : {}) } } : {}),
    ...(heartbeat ? { heartbeat: beat } : {}),
  };
}

function ref(model) {
  return `${PROVIDER}/${model}`;
}
