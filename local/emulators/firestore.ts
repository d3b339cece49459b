/**
 * The part `firestore`: runs hidane (`$HIDANE`) or Google's emulator (`$FIRESTORE_EMULATOR_JAR`), which take the same
 * flags. firebase-tools would run it too, but passes `--functions_emulator` only beside its own Functions emulator, and
 * without that flag no trigger fires. PORT, GCLOUD_PROJECT, STATE_DIR; FIRESTORE_RULES: the rules file;
 * FUNCTIONS_EMULATOR_HOST: `host:port` to which triggers are delivered.
 */
import path from 'node:path';
import { readPort } from '../part.ts';
import { findSaved, replaceSaved } from './keptSaves.ts';
import { runEmulator } from './runEmulator.ts';

const projectId = process.env['GCLOUD_PROJECT'] ?? 'demo-fashionista';
const port = readPort();
const origin = `http://127.0.0.1:${port}`;
const stateDir = process.env['STATE_DIR'];

/** Within a save. */
const metadataFile = 'firestore/firestore.overall_export_metadata';

function commandLine(): { command: string; args: string[] } {
  const rules = process.env['FIRESTORE_RULES'];
  const triggersTo = process.env['FUNCTIONS_EMULATOR_HOST'];
  const saved = stateDir === undefined ? undefined : findSaved(stateDir, metadataFile);
  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--project_id', projectId],
    ...(rules ? ['--rules', rules] : []),
    ...(triggersTo ? ['--functions_emulator', triggersTo] : []),
    ...(saved ? ['--seed_from_export', path.join(saved, metadataFile)] : []),
  ];
  const jar = process.env['FIRESTORE_EMULATOR_JAR'];
  if (jar) return { command: 'java', args: ['-Duser.language=en', '-jar', jar, ...args] };
  return { command: process.env['HIDANE'] ?? 'hidane', args };
}

async function writeExport(folder: string): Promise<void> {
  const answer = await fetch(`${origin}/emulator/v1/projects/${projectId}:export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      database: `projects/${projectId}/databases/(default)`,
      export_directory: folder,
      export_name: 'firestore',
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

await runEmulator({
  part: 'firestore',
  origin,
  ...commandLine(),
  stateDir,
  save: (folder) => replaceSaved(folder, writeExport),
});
