/**
 * `npm run screenshots`: takes the README's pictures from a fresh stack, makes them small, and composes the opener: the
 * live map beside the phone's ticket on the house's paper. IO: processes, docs/screenshots.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../../local/build/buildAll.ts';
import { rootFolder } from '../../../local/start/rootFolder.ts';
import { runTool } from '../../support/runTool.ts';
import { composeHero } from './composeHero.ts';
import { shrinkPicture } from './shrinkPicture.ts';

const withinMs = 10 * 60_000;
const shown = path.join(rootFolder, 'docs/screenshots');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function takePictures(folder: string): Promise<void> {
  const problem = process.env['CHROMIUM_MISSING'];
  if (problem) throw new Error(problem);
  await buildAll(say, { web: true });
  const isGood = await runTool(
    '@playwright/test/cli.js',
    ['test', '--config', 'tests/e2e/screenshots/playwright.config.ts'],
    { cwd: rootFolder, withinMs, env: { PICTURES_FOLDER: folder } },
  );
  if (!isGood) throw new Error('The pictures could not be taken; those there stay as they are.');
}

const taken = mkdtempSync(path.join(tmpdir(), 'fashionista-pictures-'));
try {
  await takePictures(taken);
  rmSync(shown, { recursive: true, force: true });
  mkdirSync(shown, { recursive: true });
  for (const name of readdirSync(taken)) await shrinkPicture(path.join(taken, name), path.join(shown, name));
  await composeHero(
    { map: path.join(taken, 'map-desk-light.png'), ticket: path.join(taken, 'ticket-phone-light.png') },
    path.join(shown, 'hero.png'),
  );
  say(`✓ ${readdirSync(shown).length} pictures in docs/screenshots`);
} finally {
  rmSync(taken, { recursive: true, force: true });
}
