/**
 * Generates what the web app's sources import but git does not hold: compiled messages (Paraglide) and SvelteKit's types.
 * Lint, type checks and unit tests need them; a build makes them by itself. Skipped while its inputs are unchanged.
 * IO: runs two tools, writes web/src/lib/paraglide and web/.svelte-kit.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { nodeBinary, rootFolder } from '../start/rootFolder.ts';
import { buildIfChanged } from './inputsHash.ts';

const inputs = [
  'web/messages',
  'web/project.inlang',
  'web/compileMessages.ts',
  'web/messageOptions.ts',
  'web/src/routes',
  'web/package.json',
  'web/vite.config.ts',
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

export async function prepareWebTypes(): Promise<void> {
  await buildIfChanged('web-types', inputs, 'web/.svelte-kit/types', async () => {
    await runInWeb('compileMessages.ts', []);
    await runInWeb(path.join(rootFolder, 'node_modules/@sveltejs/kit/svelte-kit.js'), ['sync']);
  });
}
