// A gateway of its own, with a fresh data folder, before one vendor.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = process.env.POINTSMAN ?? join(import.meta.dirname, '..', '..', 'pointsman');

const policy = (vendor) => `version: 1
providers:
  vendor:
    type: openai-compatible
    baseUrl: "${vendor}"
    locality: local
    owner: clients
    source: vendor.mjs
    models: [{id: weather-1, window: 100000, capabilities: [tools, images], price: {input: 1, output: 2}}]
`;

/** Resolves to its origin, its key and a way to end it. */
export async function startGateway(vendor) {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-clients-'));
  writeFileSync(join(folder, 'policy.yaml'), policy(vendor));
  const data = join(folder, 'data');
  const process_ = spawn(SCRIPT, ['serve', '--config', join(folder, 'policy.yaml'), '--data', data, '--port', '0', '--admin-port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const origin = await new Promise((resolve, reject) => {
    process_.stderr.on('data', (part) => {
      log += part;
      const serving = /"data":"(http:[^"]+)"/.exec(log);
      if (serving) resolve(serving[1].replaceAll('\\/', '/'));
    });
    process_.on('exit', () => reject(new Error(`the gateway ended: ${log}`)));
  });
  const end = async () => {
    process_.removeAllListeners('exit');
    const ended = new Promise((resolve) => process_.on('exit', resolve));
    process_.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { origin, key: readFileSync(join(data, 'key'), 'utf8').trim(), end };
}
