/**
 * Builds the web app with Vite and copies it under the functions, where the function `web` finds its server build.
 * IO: runs Vite, writes web/build and functions/lib/web.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nodeBinary, rootFolder } from '../start/rootFolder.ts';

export const webInputs = ['web', 'domain/src', 'domain/package.json', 'package-lock.json'];
export const webOutput = 'functions/lib/web/handler.js';

const lastCharacters = 6000;

/**
 * SvelteKit starts the app once while building and checks its environment then. What it is told here is not built in:
 * the real values are read when the server starts.
 */
const environmentOfBuild = JSON.stringify({
  firebase: {
    apiKey: 'only-while-building',
    projectId: 'only-while-building',
    authDomain: 'building.invalid',
  },
});

/** @throws with what Vite printed when the build fails. */
export async function buildWeb(): Promise<void> {
  const vite = path.join(rootFolder, 'node_modules/vite/bin/vite.js');
  const child = spawn(nodeBinary, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(rootFolder, 'web'),
    // What is built is what is deployed, whoever asks for it: vitest would have it built for development.
    env: { ...process.env, NODE_ENV: 'production', WEB_CONFIG: environmentOfBuild },
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
  const built = path.join(rootFolder, 'web/build');
  if (code !== 0 || !existsSync(path.join(built, 'handler.js'))) {
    throw new Error(`Building the web app failed (vite build, code ${code ?? 'none'}):\n${printed}`);
  }
  const beside = path.join(rootFolder, 'functions/lib/web');
  rmSync(beside, { recursive: true, force: true });
  cpSync(built, beside, { recursive: true });
}
