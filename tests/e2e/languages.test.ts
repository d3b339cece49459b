/** The portal in each language: words, dates and money of the reader, from the server on. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { awaitSeats } from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const root = path.resolve(import.meta.dirname, '../..');
type Words = Record<string, string>;
const wordsOf = (locale: string) =>
  JSON.parse(readFileSync(path.join(root, `web/messages/${locale}.json`), 'utf8')) as Words;

/** Blanks that do not break count as blanks. */
const plain = (text: string) => text.replace(/\s+/g, ' ');

for (const [locale, tag] of [
  ['fr', 'fr-FR'],
  ['it', 'it-IT'],
  ['es', 'es-ES'],
] as const) {
  test(`headings, dates and money: ${locale}`, async ({ page, firestore }) => {
    const event = await stageShow(firestore);
    const words = wordsOf(locale);
    await page.goto(`/${locale}`);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.getByRole('heading', { level: 1, name: words['home_title'] })).toBeAttached();
    await page.goto(`/${locale}/events?q=${encodeURIComponent(event.title)}`);
    await expect(page.getByRole('heading', { level: 1, name: words['events_title'] })).toBeVisible();
    await page.getByRole('link', { name: event.title }).click();
    await expect(page).toHaveURL(new RegExp(`/${locale}/events/${event.slug}$`));
    await expect(page.getByRole('heading', { name: words['event_tickets'] })).toBeVisible();

    const timeZone = event.timeZone;
    const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone }).format(event.startsAt);
    const month = new Intl.DateTimeFormat(tag, { month: 'long', timeZone }).format(event.startsAt);
    const [type] = event.ticketTypes;
    const price = new Intl.NumberFormat(tag, {
      style: 'currency',
      currency: event.currency,
      trailingZeroDisplay: 'stripIfInteger',
    }).format((type?.priceMinor ?? 0) / 100);
    const shown = plain(await page.getByRole('main').innerText());
    expect(shown.toLowerCase()).toContain(weekday.toLowerCase());
    expect(shown.toLowerCase()).toContain(month.toLowerCase());
    expect(shown).toContain(plain(price));

    await page.getByRole('link', { name: /Tapestries/ }).click();
    await expect(
      page.getByRole('gridcell', { name: new RegExp(`, ${words['seats_look_free']}$`) }).first(),
    ).toBeAttached();
  });
}

test('a switch of the language stays on the page', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  await page.getByRole('link', { name: /Tapestries/ }).click();
  await awaitSeats(page);
  await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'Italiano' }).click();
  await expect(page).toHaveURL(new RegExp(`/it/events/${event.slug}`));
  await expect(page.locator('html')).toHaveAttribute('lang', 'it');
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
});
