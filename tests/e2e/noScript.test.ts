/** Without JavaScript the portal can be read: home, the calendar with its filters, an event with what is left. */
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

test.use({ javaScriptEnabled: false });

test('home leads to events, and the calendar is searched by its form', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
  await page.getByLabel('Search').fill(event.title);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('One event')).toBeVisible();
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page.getByRole('table').getByRole('link', { name: event.title })).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/view=calendar/);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  await page.getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
});

test('an event says when, where, the prices and what is left, and why seats cannot be chosen', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await page.goto(`/events/${event.slug}`);
  const main = page.getByRole('main');
  await expect(main).toContainText(event.venueName);
  await expect(main).toContainText(event.description.split('\n\n')[0] ?? 'no text');
  for (const { name } of event.ticketTypes)
    await expect(main.getByRole('heading', { level: 3, name })).toBeVisible();
  await expect(main.getByText(/^\d+ of \d+ left$/)).toHaveCount(event.ticketTypes.length);
  // Chromium under Playwright parses as if scripts ran, so the words for without are there but not drawn.
  expect(await main.locator('noscript').textContent()).toContain('Choosing seats needs JavaScript.');
});
