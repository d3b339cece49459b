/**
 * Finds a browser for the end-to-end tests, or gets one: `$CHROMIUM`; Chromium or Chrome of this system; Playwright's own,
 * there already or downloaded; Debian's package, as root. IO: processes, downloads on the last two ways.
 * Answers the environment that tells the tests: `CHROMIUM`, or `CHROMIUM_MISSING` with what to do. The latter fails the
 * end-to-end stage alone: everything else can be tested without a browser.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError, runStep } from './progress.mjs';
import { versionOf } from './versions.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const waysToGetOne = `No browser for the end-to-end tests could be had. Any one of these will do:
  • set CHROMIUM to the path of Chromium or Chrome
  • install Chromium or Chrome with your system's packages
  • npx playwright install chromium, with a network that can download it`;

function findOfSystem() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (!versionOf(given)) throw new SetupError(`CHROMIUM is set to "${given}", which does not run.`);
    return given;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  // One that is there may still not run: Ubuntu's package is only a pointer to its snap.
  return [...onPath, ...macPlaces].find((file) => existsSync(file) && versionOf(file));
}

async function findOfPlaywright() {
  const { chromium } = await import('@playwright/test');
  const place = chromium.executablePath();
  return existsSync(place) ? place : undefined;
}

const download = (root) => ({
  title: 'Downloading Chromium (playwright install)',
  usual: 'about a minute, once',
  command: process.execPath,
  args: [path.join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'],
  cwd: root,
});

const installPackage = (root) => ({
  title: "Installing Debian's Chromium (apt-get)",
  usual: 'about a minute, once',
  command: 'sh',
  args: ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'],
  cwd: root,
  env: { DEBIAN_FRONTEND: 'noninteractive' },
});

async function getBrowser(root) {
  const tried = [];
  const attempt = async (step, find) => {
    try {
      await runStep(step);
      return await find();
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      tried.push(error.message);
    }
  };
  const canUseApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const got =
    (await attempt(download(root), findOfPlaywright)) ??
    (canUseApt ? await attempt(installPackage(root), findOfSystem) : undefined);
  if (got) return got;
  throw new SetupError([waysToGetOne, 'Tried here:', ...tried].join('\n\n'));
}

/** `dependencies`: settles when npm's packages are there. */
export async function ensureBrowser(root, dependencies) {
  try {
    const found = findOfSystem();
    if (found) return { CHROMIUM: found };
    await dependencies;
    return { CHROMIUM: (await findOfPlaywright()) ?? (await getBrowser(root)) };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { CHROMIUM_MISSING: error.message };
  }
}
