/** A page that can be read without its scripts is read first: they wait for its picture, and for nobody who does not. */
import type { Page } from '@playwright/test';
import { awaitSeats } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

/** The picture does not come until it is let through. */
async function holdPictures(page: Page): Promise<() => void> {
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/pictures/**', async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

/** Names of the app's own scripts, as they are asked for. */
function noteScripts(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\/immutable\/(nodes|entry\/app)/.test(pathname)) asked.push(pathname);
  });
  return asked;
}

/** When nothing has happened so long after the starting script came, scripts start all the same (`afterReading`). */
const longestWaitMs = 4_000;
const waitedMs = `(() => {
  const entry = (part) => performance.getEntriesByType('resource').find(({ name }) => name.includes(part));
  return entry('/nodes/').startTime - entry('/entry/start').responseEnd;
})()`;

test('scripts wait for the picture', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const scripts = noteScripts(page);
  const letPicturesCome = await holdPictures(page);
  await page.goto(`/events/${event.slug}`, { waitUntil: 'domcontentloaded' });
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  expect(scripts).toEqual([]);
  letPicturesCome();
  await expect(page.getByRole('link', { name: /places? left$/ }).first()).toBeVisible();
  expect(scripts.length).toBeGreaterThan(0);
});

test('a key starts them at once', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const scripts = noteScripts(page);
  const letPicturesCome = await holdPictures(page);
  await page.goto(`/events/${event.slug}`, { waitUntil: 'domcontentloaded' });
  // One that comes before there is anybody to hear it is not heard.
  await expect(async () => {
    await page.keyboard.press('Shift');
    expect(scripts.length).toBeGreaterThan(0);
  }).toPass();
  await expect(page.getByRole('link', { name: /places? left$/ }).first()).toBeVisible();
  expect(await page.evaluate<number>(waitedMs)).toBeLessThan(longestWaitMs);
  letPicturesCome();
});

test('a button pressed before the app has started is heard once it has', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const letPicturesCome = await holdPictures(page);
  // The app itself is a while on its way.
  let letAppCome: () => void = () => undefined;
  const appHeld = new Promise<void>((resolve) => (letAppCome = resolve));
  await page.route('**/immutable/entry/app*', async (route) => {
    await appHeld;
    await route.continue();
  });
  const started = page.waitForResponse(/\/immutable\/entry\/start/);
  await page.goto(`/events/${event.slug}`, { waitUntil: 'domcontentloaded' });
  await (await started).finished();
  const asked = page.waitForRequest(/\/immutable\/entry\/app/);
  const save = page.getByRole('button', { name: `Save ${event.title}`, exact: true });
  await save.click();
  await asked;
  await expect(save).toHaveAttribute('aria-pressed', 'false');
  letAppCome();
  await expect(save).toHaveAttribute('aria-pressed', 'true');
  letPicturesCome();
});

test('who comes for a section does not wait', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  const letPicturesCome = await holdPictures(page);
  await page.goto(`/events/${event.slug}?section=arazzi`, { waitUntil: 'domcontentloaded' });
  await awaitSeats(page);
  expect(await page.evaluate<number>(waitedMs)).toBeLessThan(longestWaitMs);
  letPicturesCome();
});
