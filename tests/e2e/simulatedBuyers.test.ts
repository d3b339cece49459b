/**
 * The living demo as a visitor meets it: one switch on the page of this machine, by keyboard alone, and while it is on a
 * label on every page. A front and a crowd of the test's own, joined to the stack, so that other tests' pages stay quiet.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startIsolatedStack } from '../support/isolatedStack.ts';
import { stack, stackReadyFile } from '../support/stack.ts';
import { openSection } from './buyingSteps.ts';
import { expect, phone, test as base } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const portsFrom = 20_800;

const test = base.extend({
  // Playwright reads which fixtures a fixture needs from this pattern.
  // eslint-disable-next-line no-empty-pattern
  places: async ({}, use) => {
    const joined = await startIsolatedStack(portsFrom, [
      ...['--only', 'simulated-buyers', 'front', '--with', stackReadyFile()],
    ]);
    await use({ ...stack(), web: joined.ready.web ?? '' });
    await joined.stop();
  },
});

async function findViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0]?.html ?? ''}`));
  }
  return found;
}

/** Tabs on until what is named has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < 40; tabs += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('It cannot be reached by keyboard.');
}

const label = (page: Page) => page.getByRole('complementary', { name: 'Demonstration' });

test('switched on by keyboard, seats go before one’s eyes and every page says why; off, all is quiet', async ({
  page,
  openVisitor,
  firestore,
}) => {
  test.setTimeout(120_000);
  const event = await stageShow(firestore);
  await page.goto('/__/local');
  await expect(page.getByText('Off. The portal is quiet')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);

  await tabTo(page, page.getByRole('spinbutton', { name: 'Buyers a minute' }));
  await page.keyboard.type('60');
  await tabTo(page, page.getByRole('combobox', { name: 'Where' }));
  await page.keyboard.type(event.title);
  await tabTo(page, page.getByRole('button', { name: 'Switch on' }));
  await page.keyboard.press('Enter');
  const told = page.getByText(`On. About 60 a minute come to ${event.title}`);
  await expect(told).toBeFocused();
  expect(await findViolations(page)).toEqual([]);

  const visitor = await openVisitor(phone);
  await openSection(visitor, event);
  await expect(label(visitor)).toContainText('Simulated buyers are at work: about 60 a minute.');
  const before = await visitor.getByRole('gridcell', { name: /, Free$/ }).count();
  await expect
    .poll(() => visitor.getByRole('gridcell', { name: /, Free$/ }).count(), { timeout: 45_000 })
    .toBeLessThan(before);
  await expect(page.getByRole('definition').nth(1)).not.toHaveText('0');

  await tabTo(page, page.getByRole('button', { name: 'Switch off' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Off. The portal is quiet')).toBeFocused();
  await expect(label(visitor)).toHaveCount(0);
  const open = await firestore
    .collection('holds')
    .where('eventId', '==', event.eventId)
    .where('state', 'in', ['held', 'paying'])
    .get();
  expect(open.docs).toEqual([]);
});

test('the label speaks the page’s language, on a page without a violation', async ({ page }) => {
  await page.request.post('/__/local/simulated-buyers', {
    form: { isOn: 'true', buyersAMinute: '1', eventSlug: 'no-hall' },
  });
  await page.goto('/it/events');
  const strip = page.getByRole('complementary', { name: 'Dimostrazione' });
  await expect(strip).toContainText('Acquirenti simulati all’opera: circa 1 al minuto.');
  expect(await findViolations(page)).toEqual([]);
  await strip.getByRole('link', { name: 'Fermarli' }).press('Enter');
  await expect(page.getByText('On. About 1 a minute')).toBeFocused();
});

test('a form of another site switches nothing', async ({ page, places }) => {
  const answer = await page.request.post('/__/local/simulated-buyers', {
    form: { isOn: 'true' },
    headers: { origin: 'http://elsewhere.example' },
  });
  expect(answer.status()).toBe(403);
  expect(await (await page.request.get(`${places.web}/__/local/simulated-buyers`)).json()).toMatchObject({
    isOn: false,
  });
});
