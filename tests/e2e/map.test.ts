/** The map as eyes, hands, a keyboard and a screen reader have it: filters, best available, zoom, the view, a large hall. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Firestore } from 'firebase-admin/firestore';
import { stageEvent } from '../support/stageEvent.ts';
import { awaitSeats, basket, openSection, press, seat } from './buyingSteps.ts';
import { desk, expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const filter = (page: Page) => page.getByRole('group').filter({ hasText: 'Filter seats' }).first();
const unfold = (page: Page, words: string) => press(page.locator('summary', { hasText: words }));
const bestForm = (page: Page) => page.getByRole('form', { name: 'Best available' });

async function heldPlaces(firestore: Firestore, eventId: string): Promise<string[]> {
  const [hold] = (await firestore.collection('holds').where('eventId', '==', eventId).get()).docs;
  return ((hold?.get('places') ?? []) as { placeId: string }[]).map(({ placeId }) => placeId).toSorted();
}

test('a filter dims in shape and words, counts, lives in the address, and narrows best available', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  await expect(page.getByRole('link', { name: /Tapestries.*56 places left/ })).toBeVisible();
  await unfold(page, 'Filter seats');
  await page.getByRole('checkbox', { name: /^Front row/ }).check();
  await expect(page).toHaveURL(/[?&]only=front-row/);
  await expect(page.getByText('64 free places match your filter')).toBeVisible();
  await press(page.getByRole('link', { name: /Tapestries.*56 places left, 28 in your filter/ }));
  await expect(seat(page, 'A', 3)).toHaveAccessibleName(/, Free$/);
  await expect(seat(page, 'B', 3)).toHaveAccessibleName(/, Free, not in your filter$/);

  // Best available keeps to it: four seats side by side, all of them in front.
  for (let more = 0; more < 2; more += 1)
    await bestForm(page).getByRole('button', { name: 'One more' }).click();
  await bestForm(page).getByRole('button', { name: 'Hold the best 4 places' }).click();
  const result = page.getByRole('status').filter({ hasText: 'the best that was left' });
  await expect(result).toContainText('Tapestries, side by side, front row, nearest to the stage (Carpet)');
  const held = await heldPlaces(firestore, event.eventId);
  expect(held).toHaveLength(4);
  for (const placeId of held) expect(placeId).toMatch(/^arazzi-a-/);

  // One tap takes it back.
  await press(result.getByRole('button', { name: 'Let these go again' }));
  await expect(result).toBeHidden();
  await expect.poll(() => heldPlaces(firestore, event.eventId)).toEqual([]);

  await press(page.getByRole('button', { name: 'Show all' }));
  await expect(page).not.toHaveURL(/only=/);
  await expect(seat(page, 'B', 3)).toHaveAccessibleName(/, Free$/);
});

test('a shared address opens with its filter', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}?section=arazzi&only=accessible,companion`);
  await awaitSeats(page);
  await expect(page.getByRole('checkbox', { name: /^Wheelchair places/ })).toBeChecked();
  await expect(seat(page, 'B', 8)).toHaveAccessibleName(/wheelchair place, Free$/);
  await expect(seat(page, 'B', 9)).toHaveAccessibleName(/companion seat, Free$/);
  await expect(seat(page, 'B', 10)).toHaveAccessibleName(/, Free, not in your filter$/);
  await expect(filter(page)).toBeVisible();
});

test('best of one section, with a wheelchair place and the companion’s seat beside it', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  await bestForm(page).getByLabel('Section').selectOption('finestre');
  await bestForm(page).getByLabel('With a wheelchair place and a companion’s seat').check();
  await bestForm(page).getByRole('button', { name: 'Hold the best 2 places' }).click();
  await expect(
    page.getByText(/^Windows, side by side, with a wheelchair place and the companion/),
  ).toBeVisible();
  expect(await heldPlaces(firestore, event.eventId)).toEqual(['finestre-b-8', 'finestre-b-9']);
});

test('keys bring the map closer and back; the small map shows where and moves it', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  const map = page.locator('[data-map-window]');
  const small = page.locator('[data-mini-map]');
  await expect(small).toBeHidden();
  await page.getByRole('gridcell').first().press('Control+Home');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(small).toBeVisible();
  const scrolled = () => page.evaluate<number>("document.querySelector('[data-map-window]').scrollLeft");
  const box = await small.boundingBox();
  if (!box) throw new Error('the small map has no size');
  await page.mouse.click(box.x + box.width * 0.1, box.y + box.height / 2);
  await expect.poll(scrolled).toBeLessThan(5);
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(scrolled).toBeGreaterThan(200);

  const { x, y, width, height } = (await map.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const before = await scrolled();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 150, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(scrolled).toBeCloseTo(before - 150, -1);
  await expect(page.getByRole('gridcell', { name: /, Chosen$/ })).toHaveCount(0);

  await page.getByRole('gridcell').and(page.locator('[tabindex="0"]')).press('0');
  await expect(small).toBeHidden();
});

test('the view is drawn for the seat that the reader is at, and told in words', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await unfold(page, 'The view from here');
  const view = page.getByRole('figure');
  await page.getByRole('gridcell').and(page.locator('[tabindex="0"]')).press('Control+Home');
  await expect(view).toContainText('Row A, seat 1');
  await expect(view).toContainText(/About 1 metre from the stage \(Carpet\), .*no row in front/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await expect(view).toContainText('Row B, seat 1');
  await expect(view).toContainText(/1 row in front, restricted view/);

  const pointed = page.locator('[data-place$="-a-5"]');
  await pointed.hover();
  await expect(view).toContainText('Row A, seat 5');
  // The mouse rests there; whoever goes on by keys reads on where those lead.
  await page.keyboard.press('ArrowRight');
  await expect(view).toContainText('Row B, seat 2');
  await page.locator('[data-place$="-a-6"]').hover();
  await expect(view).toContainText('Row A, seat 6');
});

test.describe('a section of six hundred', () => {
  const rows = 24;
  const open = async (page: Page, firestore: Firestore) => {
    const { picture } = await stageShow(firestore);
    const { event } = await stageEvent(
      firestore,
      { floor: Array<string>(rows).fill('.'.repeat(25)) },
      { picture },
    );
    await page.goto(`/events/${event.slug}?section=floor`);
    await awaitSeats(page);
    return event;
  };

  test('has few cells in the page and all of them for the keyboard', async ({ page, firestore }) => {
    await open(page, firestore);
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(rows));
    const cells = page.getByRole('gridcell');
    await cells.and(page.locator('[tabindex="0"]')).press('Control+End');
    await expect(seat(page, 'X', 25)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(seat(page, 'X', 25)).toHaveAccessibleName(/, Chosen$/);
    await page.keyboard.press('Control+Home');
    await expect(seat(page, 'A', 1)).toBeFocused();
    await press(page.getByRole('button', { name: 'Closer' }));
    await expect(cells.first()).toBeVisible();
    expect(await cells.count()).toBeLessThan(rows * 25);
    await expect(page.getByRole('row').first()).toHaveAttribute('aria-rowindex', /^\d+$/);
    await expect(basket(page).getByText('1 place chosen')).toBeVisible();
  });

  test('is chosen from by a mouse wherever it points', async ({ page, firestore }) => {
    await open(page, firestore);
    const box = await page.locator('[data-map-window]').boundingBox();
    if (!box) throw new Error('the map has no size');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(basket(page).getByText('1 place chosen')).toBeVisible();
  });
});

for (const [size, options] of [
  ['phone', phone],
  ['desk', desk],
] as const)
  test(`axe finds nothing on the map, closer, filtered, with the view: ${size}`, async ({
    openVisitor,
    firestore,
  }) => {
    test.setTimeout(120_000);
    const event = await stageShow(firestore);
    const page = await openVisitor({ ...options, reducedMotion: 'reduce' });
    const found: string[] = [];
    const check = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include('[data-seat-floor]').analyze();
        for (const { id, nodes } of violations)
          found.push(`${name}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join('\n')}`);
      }
    };
    await page.goto(`/events/${event.slug}?only=front-row`);
    await expect(page.getByRole('link', { name: /Tapestries.*28 in your filter/ })).toBeVisible();
    await press(page.getByRole('button', { name: 'Closer' }));
    await expect(page.locator('[data-mini-map]')).toBeVisible();
    await check('hall');
    await press(page.getByRole('link', { name: /Tapestries/ }));
    await awaitSeats(page);
    await unfold(page, 'The view from here');
    await expect(page.getByRole('figure')).toBeVisible();
    // At a desk they are explained at once.
    const marks = page.getByRole('listitem').filter({ hasText: 'Held by someone else' });
    if (size === 'phone') await unfold(page, 'What the marks mean');
    await expect(marks).toBeVisible();
    await check('section');
    expect(found).toEqual([]);
  });
