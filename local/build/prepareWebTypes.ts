/**
 * Generates what the web app's sources import but git does not hold: compiled messages (Paraglide) and SvelteKit's
 * types. Lint, type checks and unit tests need them before there is a build, which makes them by itself. Skipped while
 * its inputs are unchanged. IO: runs two tools, writes web/src/lib/paraglide and web/.svelte-kit.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { nodeBinary, rootFolder } from '../start/rootFolder.ts';
import { buildIfChanged } from './inputsHash.ts';

const messageInputs = [
  'web/messages',
  'web/project.inlang',
  'web/compileMessages.ts',
  'web/messageOptions.ts',
  'package-lock.json',
];
const typeInputs = [
  'web/src/routes',
  'web/src/env.ts',
  'web/package.json',
  'web/vite.config.ts',
  'package-lock.json',
];
const lastCharacters = 4000;

async function runInWeb(script: string, args: string[]): Promise<void> {
  const child = spawn(nodeBinary, [script, ...args], {
    cwd: path.join(rootFolder, 'web'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed = `${printed}${chunk.toString()}`.slice(-lastCharacters)));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} failed (code ${code ?? 'none'}):\n${printed}`);
}

/** What the web app's unit tests import. */
export async function prepareMessages(): Promise<void> {
  await buildIfChanged('web-messages', messageInputs, 'web/src/lib/paraglide/messages.js', () =>
    runInWeb('compileMessages.ts', []),
  );
}

/** What lint and type checks read. */
export async function prepareWebTypes(): Promise<void> {
  await prepareMessages();
  await buildIfChanged('web-types', typeInputs, 'web/.svelte-kit/types', () =>
    runInWeb(path.join(rootFolder, 'node_modules/@sveltejs/kit/svelte-kit.js'), ['sync']),
  );
}
