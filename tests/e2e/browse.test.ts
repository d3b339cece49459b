/** Browsing the calendar: searched with a typo, filtered in the address, paged, and looked at as a month of days. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { paths } from '@fashionista/domain/paths';
import { expect, phone, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const looks = (page: Page) => page.getByRole('main').getByRole('article');
const dayMs = 86_400_000;

/** Choices made before the page is alive would not be heard, so they are made until they are. */
async function chooseUntil(page: Page, label: string, value: string, address: RegExp) {
  await expect(async () => {
    await page.getByLabel(label, { exact: true }).selectOption('');
    await page.getByLabel(label, { exact: true }).selectOption(value);
    await expect(page).toHaveURL(address, { timeout: 1_000 });
  }).toPass();
}

test('a search finds with typos, and says what it cannot find', async ({ page }) => {
  await page.goto('/events?q=jardin+mecanque');
  await expect(looks(page)).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Jardin Mécanique' })).toBeVisible();
  await page.goto('/events?q=jardin+zibaldone');
  await expect(page.getByRole('heading', { name: 'Nothing hangs on this rail' })).toBeVisible();
});

test('filters stand in the address, count what they would leave, and Back returns', async ({ page }) => {
  await page.goto('/events');
  await page.getByText('More filters').click();
  await chooseUntil(page, 'Style', 'couture', /\?style=couture$/);
  await expect(page.getByText('More filters (1)')).toBeVisible();
  const paris = page.getByLabel('City').getByRole('option', { name: /^Paris/ });
  await expect(paris).toHaveText('Paris (0)');
  await expect(paris).toBeDisabled();
  const count = await looks(page).count();
  await page.getByLabel('With wheelchair places').check();
  await expect(page).toHaveURL(/\?style=couture&accessible=1$/);
  await page.getByLabel('With free tickets').check();
  await expect(page).toHaveURL(/\?style=couture&free=1&accessible=1$/);
  await expect(looks(page)).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\?style=couture$/);
  await expect(looks(page)).toHaveCount(count);
  await expect(page.getByLabel('With wheelchair places')).not.toBeChecked();
  await expect(page.getByLabel('With free tickets')).not.toBeChecked();
});

test('the list has pages, and another filter begins at the first', async ({ page, firestore }) => {
  const designer = `Quire${randomUUID().slice(0, 6)}`;
  // Long after the season, so that no other test finds its shows on a later page.
  const startsAt = new Date(Date.now() + 400 * dayMs);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  const shows = await Promise.all(
    Array.from({ length: 26 }, () =>
      stageShow(firestore, { designers: [designer], doorsAt: startsAt, startsAt, endsAt }),
    ),
  );
  try {
    await page.goto(`/events?q=${designer}`);
    await expect(looks(page)).toHaveCount(24);
    await expect(page.getByText('26 events')).toBeVisible();
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await expect(pages).toContainText('Page 1 of 2');
    await expect(pages.getByRole('link', { name: 'Previous page' })).toHaveCount(0);
    await pages.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/&page=2$/);
    await expect(looks(page)).toHaveCount(2);
    await expect(looks(page).first()).toContainText('25');
    await chooseUntil(page, 'City', 'Florence', new RegExp(`\\?q=${designer}&city=Florence$`));
    await expect(looks(page)).toHaveCount(24);
    await page.goto(`/events?q=${designer}&page=99`);
    await expect(pages).toContainText('Page 2 of 2');
  } finally {
    const batch = firestore.batch();
    for (const { eventId } of shows) batch.delete(firestore.doc(paths.event(eventId)));
    await batch.commit();
  }
});

test('the calendar view is a table of days, and the address keeps its month', async ({ page, firestore }) => {
  const show = await stageShow(firestore);
  await page.goto(`/events?q=${encodeURIComponent(show.title)}`);
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page).toHaveURL(/&view=calendar$/);
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader').first()).toHaveText(/^Monday/);
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: show.timeZone });
  await expect(page.getByRole('heading', { name: month.format(show.startsAt) })).toBeVisible();
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: show.timeZone });
  const cell = table.getByRole('cell').filter({ has: page.getByRole('link', { name: show.title }) });
  await expect(cell).toContainText(new RegExp(`^\\s*${day.format(show.startsAt)}\\b`));

  // Without a search every month up to the season's end can be turned to.
  await page.goto('/events?view=calendar');
  const opened = await page.getByRole('heading', { level: 2 }).first().textContent();
  await page.getByRole('link', { name: /^Next month/ }).click();
  await expect(page).toHaveURL(/\?month=\d{4}-\d{2}&view=calendar$/);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(opened ?? '');
});

test('on a phone the month is an agenda, and results begin on the first screen', async ({ openVisitor }) => {
  const page = await openVisitor({ ...phone, viewport: { width: 360, height: 740 } });
  await page.goto('/events');
  const first = await looks(page).first().boundingBox();
  expect(first?.y).toBeLessThan(740 - 100);
  await page.goto('/events?view=calendar');
  await expect(page.getByRole('table')).toBeHidden();
  await expect(
    page.getByRole('main').getByRole('list').getByRole('heading', { level: 3 }).first(),
  ).toBeVisible();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
});
