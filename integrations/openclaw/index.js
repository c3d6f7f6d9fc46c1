/** OpenClaw's door to Pointsman: sign-in with one key, discovery of what the key may ask for, agents mapped to profiles. */

import { definePluginEntry } from "openclaw/plugin-sdk/plugin-entry";
import { createProviderApiKeyAuthMethod } from "openclaw/plugin-sdk/provider-auth";
import { PROVIDER, modelRow, offered, onboarded, providerRow, root } from "./routing.js";
import { setupCommand } from "./setup.js";
import { usageOf } from "./usage.js";

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

/** Where Pointsman is: the plugin's configuration, else the environment, else what was signed in to before. */
function urlOf(config) {
  const own = config?.plugins?.entries?.[PROVIDER]?.config?.url;
  return root(own ?? process.env.POINTSMAN_URL ?? config?.models?.providers?.[PROVIDER]?.baseUrl);
}

async function discovered(config, key) {
  const url = urlOf(config);
  return onboarded(config, { url, key, rows: await offered(url, key) });
}

/**
 * The key goes into the provider's own configuration and not into a profile: after an overload OpenClaw asks once more without the
 * profile, and a request without a key would end the turn as a failure to sign in.
 */
const auth = {
  ...apiKey,
  run: async (ctx) => {
    const signedIn = await apiKey.run(ctx);
    const key = signedIn.profiles[0]?.credential?.key;
    return typeof key === "string" ? { ...signedIn, profiles: [], configPatch: await discovered(ctx.config, key) } : signedIn;
  },
  runNonInteractive: async (ctx) => {
    const resolved = await ctx.resolveApiKey({
      provider: PROVIDER,
      flagValue: ctx.opts?.[OPTION],
      flagName: FLAG,
      envVar: ENV_KEY,
    });
    return resolved ? await discovered(ctx.config, resolved.key) : null;
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
          const url = urlOf(ctx.config);
          const rows = await offered(url, discoveryApiKey ?? key);
          return { provider: { ...providerRow(url, rows), apiKey: key } };
        },
      },
      resolveUsageAuth: async (ctx) => {
        const token = ctx.resolveApiKeyFromConfigAndStore({ envDirect: [ctx.env[ENV_KEY]] });
        return token ? { token } : null;
      },
      fetchUsageSnapshot: (ctx) => usageOf(urlOf(ctx.config), ctx.token, ctx),
      resolveDynamicModel: (ctx) => ({
        ...modelRow({ id: ctx.modelId }),
        provider: PROVIDER,
        api: "openai-completions",
        baseUrl: providerRow(urlOf(ctx.config), []).baseUrl,
      }),
    });
    api.registerCli(({ program }) => setupCommand(program, { api, urlOf, envKey: ENV_KEY }), {
      descriptors: [{ name: PROVIDER, description: "Give OpenClaw's agents profiles of Pointsman", hasSubcommands: true }],
    });
  },
});
