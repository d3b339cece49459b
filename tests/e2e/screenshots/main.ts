/**
 * `npm run screenshots`: takes the README's pictures and its film from a fresh stack, makes them small, and composes the
 * opener: the live map beside the phone's ticket on the house's paper. `npm run screenshots -- film` makes the film alone.
 * IO: processes, docs/screenshots.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAll } from '../../../local/build/buildAll.ts';
import { rootFolder } from '../../../local/start/rootFolder.ts';
import { runTool } from '../../support/runTool.ts';
import { composeFilm } from './composeFilm.ts';
import { composeHero } from './composeHero.ts';
import { shrinkPicture } from './shrinkPicture.ts';

const withinMs = 10 * 60_000;
const shown = path.join(rootFolder, 'docs/screenshots');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** In the film people decide quickly: twenty seconds should tell a story. */
const thinkSeconds = '2';

interface Folders {
  pictures: string;
  film: string;
}

/** Takes what is asked for, from one fresh stack. */
async function take({ pictures, film }: Folders, files: string[]): Promise<void> {
  const problem = process.env['CHROMIUM_MISSING'];
  if (problem) throw new Error(problem);
  await buildAll(say, { web: true });
  const isGood = await runTool(
    '@playwright/test/cli.js',
    ['test', ...files, '--config', 'tests/e2e/screenshots/playwright.config.ts'],
    {
      cwd: rootFolder,
      withinMs,
      env: { PICTURES_FOLDER: pictures, FILM_FOLDER: film, THINK_SECONDS: thinkSeconds },
    },
  );
  if (!isGood) throw new Error('The pictures could not be taken; those there stay as they are.');
}

async function finishPictures(folder: string): Promise<void> {
  for (const name of readdirSync(shown)) if (name.endsWith('.png')) rmSync(path.join(shown, name));
  for (const name of readdirSync(folder))
    await shrinkPicture(path.join(folder, name), path.join(shown, name));
  await composeHero(
    { map: path.join(folder, 'map-desk-light.png'), ticket: path.join(folder, 'ticket-phone-light.png') },
    path.join(shown, 'hero.png'),
  );
}

const isFilmAlone = process.argv.includes('film');
const taken = mkdtempSync(path.join(tmpdir(), 'fashionista-pictures-'));
const folders = { pictures: path.join(taken, 'pictures'), film: path.join(taken, 'film') };
try {
  for (const folder of [shown, folders.pictures, folders.film]) mkdirSync(folder, { recursive: true });
  await take(folders, isFilmAlone ? ['filmTwoBrowsers'] : []);
  if (!isFilmAlone) await finishPictures(folders.pictures);
  await composeFilm(path.join(folders.film, 'film.json'), path.join(shown, 'two-browsers.webp'));
  say(`✓ ${readdirSync(shown).length} pictures in docs/screenshots`);
} finally {
  rmSync(taken, { recursive: true, force: true });
}
