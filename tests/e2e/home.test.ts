/** The first minute of a visitor: the home page comes rendered, in the language asked for, and leads to events. */
import { expect, test } from './portalTest.ts';

test('the home page leads to the events', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await page.getByRole('link', { name: 'The whole calendar' }).click();
  await expect(page).toHaveURL(/\/events$/);
  await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
});

test('the calendar narrows by city and by date, and the address keeps it', async ({ page }) => {
  await page.goto('/events');
  const looks = page.getByRole('main').getByRole('article');
  const all = await looks.count();
  // Chosen before the page is alive it would not be heard, so it is chosen until it is.
  await expect(async () => {
    await page.getByLabel('City').selectOption('');
    await page.getByLabel('City').selectOption('Paris');
    await expect(page).toHaveURL(/\?city=Paris$/, { timeout: 1_000 });
  }).toPass();
  await expect(looks.filter({ hasText: 'Milan' })).toHaveCount(0);
  const inParis = await looks.count();
  expect(inParis).toBeGreaterThan(0);
  expect(inParis).toBeLessThan(all);
  await page.reload();
  await expect(looks).toHaveCount(inParis);
  await page.goto('/events?from=2999-01-01');
  await expect(page.getByRole('heading', { name: 'Nothing hangs on this rail' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Clear all' }).last().click();
  await expect(looks.first()).toBeVisible();
});

test('pages come rendered from the server, in each language', async ({ request }) => {
  for (const [prefix, language] of [
    ['', 'en'],
    ['/fr', 'fr'],
    ['/it', 'it'],
    ['/es', 'es'],
  ]) {
    const page = await request.get(`${prefix}/events`);
    expect(page.status()).toBe(200);
    expect(await page.text()).toContain(`<html lang="${language}`);
  }
});
