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

/** When nothing has happened by then, scripts start all the same (`afterReading`). */
const longestWaitMs = 4_000;
const startedAt = `performance.getEntriesByType('resource').find(({ name }) => name.includes('/nodes/')).startTime`;

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

test('a key starts them at once, and one who comes for a section does not wait', async ({
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  for (const [address, act] of [
    [`/events/${event.slug}`, (page: Page) => page.keyboard.press('Shift')],
    [`/events/${event.slug}?section=arazzi`, () => Promise.resolve()],
  ] as const) {
    const page = await openVisitor();
    const letPicturesCome = await holdPictures(page);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await act(page);
    if (address.includes('section')) await awaitSeats(page);
    else await expect(page.getByRole('link', { name: /places? left$/ }).first()).toBeVisible();
    expect(await page.evaluate<number>(startedAt)).toBeLessThan(longestWaitMs);
    letPicturesCome();
  }
});
