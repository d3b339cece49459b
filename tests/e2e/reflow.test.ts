/**
 * A page read large, in forced colours, or without motion: nothing is cut off or needs scrolling sideways at 320 CSS
 * pixels (WCAG 1.4.10) or at 200 % (a window of 1280 by 1024), axe finds nothing in a high-contrast theme, and nothing
 * moves for who asked for that.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pagesOf } from './accessPages.ts';
import { awaitSeats, chooseSeats, holdChosen, seat } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

/** What reaches out of the window, or is cut by a parent that hides what does not fit. Maps scroll in a window of their own. */
const findOverflow = `[...document.querySelectorAll('body *')].filter((element) => {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.right <= innerWidth + 1) return false;
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const { overflowX, position, clipPath } = getComputedStyle(at);
    if (overflowX === 'auto' || overflowX === 'scroll' || (at !== element && overflowX === 'hidden')) return false;
    if (position === 'absolute' && clipPath !== 'none') return false;
  }
  return !element.closest('svg') || element.matches('svg');
}).map((element) => element.outerHTML.slice(0, 120))`;

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  if (address.includes('section=')) await awaitSeats(page);
}

for (const [name, viewport] of [
  ['at 320 pixels', { width: 320, height: 640 }],
  ['at 200 %', { width: 640, height: 512 }],
] as const) {
  test(`no page scrolls sideways ${name}`, async ({ page, firestore, guard }) => {
    guard.expectError(/status of 404 \(Not Found\)/);
    const event = await stageShow(firestore);
    await page.setViewportSize(viewport);
    const found: string[] = [];
    for (const address of pagesOf(event)) {
      await open(page, address);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      const reaching = await page.evaluate<string[]>(findOverflow);
      if (width > viewport.width || reaching.length > 0)
        found.push(`${address}: ${width} px wide: ${reaching.join(', ')}`);
    }
    expect(found).toEqual([]);
  });
}

test('in forced colours axe finds nothing, and seats still differ', async ({
  openVisitor,
  firestore,
  guard,
}) => {
  guard.expectError(/status of 404 \(Not Found\)/);
  const event = await stageShow(firestore);
  const page = await openVisitor({ forcedColors: 'active', colorScheme: 'dark' });
  const found: string[] = [];
  for (const address of pagesOf(event)) {
    await open(page, address);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze();
    found.push(
      ...violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes.map(({ html }) => html).join('\n')}`),
    );
  }
  expect(found).toEqual([]);
  await open(page, `/events/${event.slug}?section=arazzi`);
  await chooseSeats(page, 'A', [1, 2]);
  const looks = await Promise.all(
    [1, 3].map(async (number) =>
      (await seat(page, 'A', number).screenshot({ animations: 'disabled' })).toString('base64'),
    ),
  );
  expect(looks[0]).not.toBe(looks[1]);
});

/** Animations that run, in the page and in whatever changes while a seat is chosen and held. */
const countMoves = `document.getAnimations().filter(({ playState }) => playState === 'running').length`;
const noteMoves = `addEventListener('animationstart', () => (globalThis.moves = (globalThis.moves ?? 0) + 1), true);`;
const movesSeen = 'globalThis.moves ?? 0';

async function chooseAndHold(page: Page, slug: string): Promise<void> {
  await page.goto(`/events/${slug}?section=arazzi`);
  await awaitSeats(page);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(seat(page, 'A', 1)).toHaveAccessibleName(/, Held for you$/);
}

test('a seat that changes pulses, and not for who asked for no motion', async ({
  openVisitor,
  firestore,
}) => {
  for (const [reducedMotion, moves] of [
    ['no-preference', true],
    ['reduce', false],
  ] as const) {
    const event = await stageShow(firestore);
    const page = await openVisitor({ reducedMotion });
    await page.addInitScript(noteMoves);
    await chooseAndHold(page, event.slug);
    expect((await page.evaluate<number>(movesSeen)) > 0).toBe(moves);
    if (!moves) expect(await page.evaluate<number>(countMoves)).toBe(0);
  }
});

test('no page moves for who asked for no motion', async ({ openVisitor, firestore, guard }) => {
  guard.expectError(/status of 404 \(Not Found\)/);
  const event = await stageShow(firestore);
  const page = await openVisitor({ reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const address of pagesOf(event)) {
    await open(page, address);
    if ((await page.evaluate<number>(countMoves)) > 0) found.push(address);
  }
  expect(found).toEqual([]);
});
