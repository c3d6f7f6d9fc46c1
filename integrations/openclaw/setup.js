/** `openclaw pointsman setup`: signs in and gives agents their profiles, in one command. */

import { PROVIDER, agentNames, agentsOf, offered, onboarded, root } from "./routing.js";

/** Hangs the command under OpenClaw's own. */
export function setupCommand(program, { api, urlOf, envKey }) {
  program
    .command(PROVIDER)
    .description("Give OpenClaw's agents profiles of Pointsman")
    .command("setup")
    .description(`Sign in with the key in ${envKey} and map agents to profiles`)
    .argument("[agents...]", "agent=profile, as in main=code notes=private")
    .option("--url <url>", "where Pointsman's data port is")
    .option("--housekeeping <profile>", "for heartbeats and utility work of agents that are not private", "auto-economy")
    .action((pairs, options) => setup(pairs, options, { api, urlOf, key: process.env[envKey], envKey }));
}

async function setup(pairs, options, { api, urlOf, key, envKey }) {
  if (!key) throw new Error(`Set ${envKey} to a virtual key of Pointsman first.`);
  const before = api.runtime.config.current();
  const url = options.url ? root(options.url) : urlOf(before);
  const rows = await offered(url, key);
  const names = rows.map((row) => row.id);
  const agents = agentsOf(pairs, names, agentNames(before));
  await api.runtime.config.mutateConfigFile({
    afterWrite: { mode: "auto" },
    mutate(draft) {
      Object.assign(draft, onboarded(draft, { url, key, rows, agents, housekeeping: options.housekeeping }));
    },
  });
  const told = Object.entries(agents).map(([agent, model]) => `${agent} asks for ${model}`);
  console.log([`Pointsman at ${url} offers ${names.join(", ")}.`, ...told].join("\n"));
}
