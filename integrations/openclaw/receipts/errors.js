/**
 * What an agent of a real OpenClaw sees when vendors fail: one turn per row, from a clean state, without fallbacks of its own.
 * Prints a receipt as JSON on stdout; progress goes to stderr. Vendors are in this process, on loopback.
 *
 *   node errors.js OPENCLAW_MJS [ROW…]      rows: 503, 429, 429-long, context, empty, refused-key, cut; each also as ROW+second
 *
 * Run it with the Node.js that OpenClaw needs. Needs a built ./pointsman.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as forward } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const KEY = "sk-receipts-of-openclaw";
const TURN_MS = 240_000;
const AT_ONCE = 3;
const POINTSMAN = resolve(import.meta.dirname, "../../../pointsman");

const refusal = (status, error, headers = {}) => (answer) => {
  answer.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ error }));
};
const event = (delta, finish = null) =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const streamed = (answer, text) => answer.writeHead(200, { "content-type": "text/event-stream" }).write(text);

const TROUBLES = {
  503: refusal(503, { message: "unavailable" }),
  429: refusal(429, { message: "slow down" }, { "retry-after": "2" }),
  "429-long": refusal(429, { message: "slow down" }, { "retry-after": "600" }),
  context: refusal(400, { message: "maximum context length exceeded", code: "context_length_exceeded" }),
  "refused-key": refusal(401, { message: "wrong key", code: "invalid_api_key" }),
  empty: (answer) => {
    streamed(answer, event({ role: "assistant" }) + event({}, "stop") + "data: [DONE]\n\n");
    answer.end();
  },
  cut: (answer) => {
    streamed(answer, event({ role: "assistant", content: "half an ans" }));
    setTimeout(() => answer.destroy(), 200);
  },
  good: (answer) => {
    streamed(answer, event({ role: "assistant", content: "PONG from good" }) + event({}, "stop") + "data: [DONE]\n\n");
    answer.end();
  },
};

const listening = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));

/** Every vendor behind one port: the first part of the path is its trouble, the second the row it belongs to. */
function vendors(asked) {
  return createServer((question, answer) => {
    question.resume().on("end", () => {
      const [, trouble, row] = question.url.split("/");
      asked[`${row}/${trouble}`] = (asked[`${row}/${trouble}`] ?? 0) + 1;
      TROUBLES[trouble](answer);
    });
  });
}

/** Stands before the gateway and notes when each row asked it and what it answered. */
function counter(gatewayPort, requests) {
  return createServer((question, answer) => {
    const row = question.url.split("/")[1];
    const at = Date.now();
    const path = question.url.slice(row.length + 1);
    const onward = forward({ port: gatewayPort, host: "127.0.0.1", method: question.method, path, headers: question.headers }, (got) => {
      (requests[row] ??= []).push({ at, status: got.statusCode, retryAfter: got.headers["retry-after"] });
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
      got.on("error", () => answer.destroy());
    });
    onward.on("error", () => answer.destroy());
    question.pipe(onward);
  });
}

function policyOf(rows, vendorPort) {
  const provider = (name, trouble, row, window) =>
    `  ${name}: {type: openai-compatible, baseUrl: "http://127.0.0.1:${vendorPort}/${trouble}/${row}/v1", credential: "\${env:VENDOR_KEY}", owner: receipts, source: receipts, locality: local, ` +
    `models: [{id: ${name}-model, window: ${window}, capabilities: [streaming, tools, parallel-tools, images], price: {input: 1, output: 2}, quality: 0.5}]}`;
  const profiles = rows.map(({ name, second }) => `  ${name}: {candidates: ["bad-${name}/*"]${second ? `, fallback: ["good-${name}/*"]` : ""}}`);
  return [
    "version: 1",
    "providers:",
    ...rows.flatMap(({ name, trouble, second }) => [
      provider(`bad-${name}`, trouble, name, 128_000),
      ...(second ? [provider(`good-${name}`, "good", name, 256_000)] : []),
    ]),
    "profiles:",
    `  default: {candidates: ["bad-${rows[0].name}/*"]}`,
    ...profiles,
    "",
  ].join("\n");
}

const freePort = async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
};

async function healthy(port) {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((done) => setTimeout(done, 200))) {
    if (await fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false)) return;
  }
  throw new Error("the gateway did not start within a minute");
}

const REASON = "[openclaw] Reason: ";

const running = new Set();

/** A process that ends with this one, however that ends. */
function started(program, words, options) {
  const child = spawn(program, words, options);
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

process.on("exit", () => running.forEach((child) => child.kill()));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** One turn of OpenClaw with a home, a state and a configuration of its own. */
async function turn(openclaw, folder, row, baseUrl) {
  const state = join(folder, row.name);
  mkdirSync(join(state, "home"), { recursive: true });
  const model = `auto-${row.name}`;
  const config = {
    models: { mode: "merge", providers: { pointsman: { baseUrl, apiKey: KEY, api: "openai-completions", models: [{ id: model, name: model, contextWindow: 128_000, maxTokens: 8_192 }] } } },
    agents: { defaults: { workspace: join(state, "workspace"), skipBootstrap: true, model: { primary: `pointsman/${model}` } } },
    gateway: { mode: "local" },
  };
  writeFileSync(join(state, "openclaw.json"), JSON.stringify(config));
  const home = join(state, "home");
  const environment = { PATH: process.env.PATH, HOME: home, OPENCLAW_HOME: home, OPENCLAW_STATE_DIR: state, OPENCLAW_CONFIG_PATH: join(state, "openclaw.json"), OPENCLAW_NO_AUTO_UPDATE: "1", NO_COLOR: "1" };
  const began = Date.now();
  const child = started(process.execPath, [openclaw, "agent", "--local", "--agent", "main", "--message", "Reply exactly: PING", "--json"], { env: environment, stdio: ["ignore", "pipe", "pipe"], timeout: TURN_MS });
  let printed = "";
  let complained = "";
  child.stdout.on("data", (bytes) => (printed += bytes));
  child.stderr.on("data", (bytes) => (complained += bytes));
  const exit = await new Promise((done) => child.on("close", done));
  return { exit, seconds: (Date.now() - began) / 1_000, agentSaw: said(printed) ?? complaint(complained), began };
}

/** The reason that its command gives for having failed. */
function complaint(printed) {
  const lines = printed.trim().split("\n");
  return lines.find((line) => line.startsWith(REASON))?.slice(REASON.length) ?? lines.at(-1);
}

function said(printed) {
  const from = printed.indexOf("{");
  if (from < 0) return undefined;
  const result = JSON.parse(printed.slice(from));
  return (result.result ?? result).payloads?.map((payload) => payload.text).join("\n");
}

async function main([openclaw, ...names]) {
  if (!openclaw) throw new Error("usage: node errors.js OPENCLAW_MJS [ROW…]");
  const all = Object.keys(TROUBLES).filter((trouble) => trouble !== "good");
  const wanted = names.length > 0 ? names : all.flatMap((trouble) => [`${trouble}+second`, trouble]);
  const rows = wanted.map((text) => {
    const [trouble, second] = text.split("+");
    if (!all.includes(trouble)) throw new Error(`no row "${text}"; there are ${all.join(", ")}`);
    return { name: `v${trouble}${second ? "-second" : ""}`, trouble, second: second === "second" };
  });
  const folder = mkdtempSync(join(tmpdir(), "openclaw-receipts-"));
  const asked = {};
  const requests = {};
  const vendor = vendors(asked);
  const vendorPort = await listening(vendor);
  const [port, adminPort] = [await freePort(), await freePort()];
  writeFileSync(join(folder, "policy.yaml"), policyOf(rows, vendorPort));
  const gateway = started(POINTSMAN, ["serve", "--config", join(folder, "policy.yaml"), "--port", port, "--admin-port", adminPort, "--data", join(folder, "data")], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, POINTSMAN_KEY: KEY, VENDOR_KEY: "sk-vendor" },
    stdio: ["ignore", "ignore", process.env.POINTSMAN_LOG ? "inherit" : "ignore"],
  });
  const proxy = counter(port, requests);
  try {
    await healthy(port);
    const proxyPort = await listening(proxy);
    const runs = [];
    const waiting = [...rows];
    const worker = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        const { began, ...seen } = await turn(resolve(openclaw), folder, row, `http://127.0.0.1:${proxyPort}/${row.name}/v1`);
        const made = requests[row.name] ?? [];
        runs.push({
          vendor: row.trouble,
          behind: row.second ? "a second vendor" : "nobody",
          ...seen,
          requestsToPointsman: made.map(({ at, ...rest }) => ({ atSeconds: (at - made[0].at) / 1_000, ...rest })),
          attemptsAtThisVendor: asked[`${row.name}/${row.trouble}`] ?? 0,
        });
        console.error(`${row.name}: exit ${seen.exit}, ${made.length} requests, ${seen.seconds.toFixed(0)} s, ${seen.agentSaw}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log(JSON.stringify({ client: "OpenClaw, unmodified, one turn from a clean state", surface: "openai-completions, no fallbacks in OpenClaw", seen: new Date().toISOString().slice(0, 10), atOnce: AT_ONCE, runs }, null, 2));
  } finally {
    gateway.kill();
    proxy.close();
    vendor.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (problem) => {
    console.error(problem.message);
    process.exit(1);
  },
);
