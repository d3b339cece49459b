/**
 * The part `auth`: runs firebase-tools' Auth emulator with a configuration of its own (127.0.0.1, no UI). firebase-tools
 * itself saves only on a clean exit; here accounts are saved as they go, through the same calls and in the same form
 * as its own export. PORT, HUB_PORT, LOGGING_PORT, GCLOUD_PROJECT, STATE_DIR.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPort } from '../part.ts';
import { runEmulator } from './runEmulator.ts';

const projectId = process.env['GCLOUD_PROJECT'] ?? 'demo-fashionista';
const port = readPort();
const origin = `http://127.0.0.1:${port}`;
const accountsUrl = `${origin}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;
const asOwner = { authorization: 'Bearer owner', 'content-type': 'application/json' };

/** firebase-tools reads its configuration from a folder and writes its debug log there: one of its own. */
function makeWorkFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-auth-'));
  const emulators = {
    auth: { host: '127.0.0.1', port },
    hub: { host: '127.0.0.1', port: readPort('HUB_PORT') },
    logging: { host: '127.0.0.1', port: readPort('LOGGING_PORT') },
    ui: { enabled: false },
    singleProjectMode: false,
  };
  writeFileSync(path.join(folder, 'firebase.json'), JSON.stringify({ emulators }));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function load(folder: string): Promise<void> {
  const file = path.join(folder, 'accounts.json');
  if (!existsSync(file)) return;
  const saved = JSON.parse(readFileSync(file, 'utf8')) as { users?: unknown[] };
  if (!saved.users?.length) return;
  const body = JSON.stringify({ ...saved, allowOverwrite: true });
  const answer = await fetch(`${accountsUrl}:batchCreate`, { method: 'POST', headers: asOwner, body });
  if (!answer.ok) throw new Error(`Loading the accounts failed: ${answer.status} ${await answer.text()}`);
}

async function save(folder: string): Promise<void> {
  const answer = await fetch(`${accountsUrl}:batchGet?maxResults=-1`, { headers: asOwner });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const next = path.join(folder, 'accounts.next.json');
  writeFileSync(next, await answer.text());
  renameSync(next, path.join(folder, 'accounts.json'));
}

const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');
await runEmulator({
  part: 'auth',
  origin,
  command: process.execPath,
  args: [firebase, 'emulators:start', '--only', 'auth', '--project', projectId, '--non-interactive'],
  cwd: makeWorkFolder(),
  stateDir: process.env['STATE_DIR'],
  load,
  save,
});
