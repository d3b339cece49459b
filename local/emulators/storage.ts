/**
 * The part `storage`: firebase-tools' Storage emulator (`storageServer.ts`), in a temporary folder of its own because the
 * emulator empties the one that it shares with others. PORT, GCLOUD_PROJECT, STATE_DIR; STORAGE_RULES: the rules file;
 * FIRESTORE_EMULATOR_HOST: where rules look documents up; STORAGE_RULES_RUNTIME_JAR: Google's runtime for the rules.
 * Files are saved as the emulator itself exports them. IO: processes, that folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPort } from '../part.ts';
import { findSaved, replaceSaved } from './keptSaves.ts';
import { runEmulator } from './runEmulator.ts';
import { chooseRulesRuntime } from './storageRulesRuntime.ts';

const port = readPort();
const origin = `http://127.0.0.1:${port}`;
const stateDir = process.env['STATE_DIR'];

const workFolder = mkdtempSync(path.join(tmpdir(), 'fashionista-storage-'));
process.on('exit', () => rmSync(workFolder, { recursive: true, force: true }));

async function writeExport(folder: string): Promise<void> {
  const answer = await fetch(`${origin}/internal/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: folder, initiatedBy: 'save' }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

const saved = stateDir === undefined ? undefined : findSaved(stateDir, 'buckets.json');
const runtime = chooseRulesRuntime(workFolder, process.env);
process.stdout.write(`Rules by ${runtime.name}.\n`);

await runEmulator({
  part: 'storage',
  origin,
  upAt: '/v0/',
  command: process.execPath,
  args: [fileURLToPath(new URL('storageServer.ts', import.meta.url))],
  cwd: workFolder,
  env: { TMPDIR: workFolder, ...runtime.env, ...(saved === undefined ? {} : { IMPORT_FROM: saved }) },
  stateDir,
  save: (folder) => replaceSaved(folder, writeExport),
});
