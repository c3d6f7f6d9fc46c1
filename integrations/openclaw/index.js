/** OpenClaw's door to Pointsman: sign-in with one key, discovery of what the key may ask for, agents mapped to profiles. */

import { definePluginEntry } from "openclaw/plugin-sdk/plugin-entry";
import { createProviderApiKeyAuthMethod } from "openclaw/plugin-sdk/provider-auth";
import { PROVIDER, agentsOf, modelRow, offered, onboarded, providerRow, root } from "./routing.js";

const ENV_KEY = "POINTSMAN_KEY";
const FLAG = "--pointsman-key";
const OPTION = "pointsmanKey";

const apiKey = createProviderApiKeyAuthMethod({
  providerId: PROVIDER,
  methodId: "api-key",
  label: "Pointsman virtual key",
  hint: "From ./pointsman keys create, or the key file that ./pointsman serve names",
  optionKey: OPTION,
  flagName: FLAG,
  envVar: ENV_KEY,
  promptMessage: "Enter your Pointsman key",
  defaultModel: `${PROVIDER}/auto`,
  wizard: {
    choiceId: "pointsman-api-key",
    choiceLabel: "Pointsman virtual key",
    groupId: PROVIDER,
    groupLabel: "Pointsman",
    groupHint: "Model router",
    methodId: "api-key",
  },
});

/** What the operator set: the plugin's configuration, else the environment. */
function settings(config, env) {
  const own = config?.plugins?.entries?.[PROVIDER]?.config ?? {};
  const configured = config?.models?.providers?.[PROVIDER]?.baseUrl;
  return { url: root(own.url ?? env.POINTSMAN_URL ?? configured), agents: own.agents, housekeeping: own.housekeeping };
}

async function withAgents(config, key, env) {
  const { url, agents, housekeeping } = settings(config, env);
  const rows = await offered(url, key);
  const names = rows.map((row) => row.id);
  const written = agents ? Object.entries(agents).map(([agent, model]) => `${agent}=${model}`).join(",") : env.POINTSMAN_AGENTS;
  return onboarded(config, { url, rows, agents: agentsOf(written, names), housekeeping });
}

const auth = {
  ...apiKey,
  run: async (ctx) => {
    const signedIn = await apiKey.run(ctx);
    const key = signedIn.profiles[0]?.credential?.key;
    return typeof key === "string" ? { ...signedIn, configPatch: await withAgents(ctx.config, key, process.env) } : signedIn;
  },
  runNonInteractive: async (ctx) => {
    const resolved = await ctx.resolveApiKey({
      provider: PROVIDER,
      flagValue: ctx.opts?.[OPTION],
      flagName: FLAG,
      envVar: ENV_KEY,
    });
    if (!resolved) return null;
    const config = await withAgents(ctx.config, resolved.key, process.env);
    return await apiKey.runNonInteractive({ ...ctx, config });
  },
};

export default definePluginEntry({
  id: PROVIDER,
  name: "Pointsman",
  description: "One model, auto: Pointsman decides per request which real model answers",
  register(api) {
    api.registerProvider({
      id: PROVIDER,
      label: "Pointsman",
      envVars: [ENV_KEY],
      auth: [auth],
      catalog: {
        order: "simple",
        run: async (ctx) => {
          const { apiKey: key, discoveryApiKey } = ctx.resolveProviderApiKey(PROVIDER);
          if (!key) return null;
          const { url } = settings(ctx.config, process.env);
          const rows = await offered(url, discoveryApiKey ?? key);
          return { provider: { ...providerRow(url, rows), apiKey: key } };
        },
      },
      resolveDynamicModel: (ctx) => ({
        ...modelRow({ id: ctx.modelId }),
        provider: PROVIDER,
        api: "openai-completions",
        baseUrl: providerRow(settings(ctx.config, process.env).url, []).baseUrl,
      }),
    });
  },
});
