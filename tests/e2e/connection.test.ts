/** Pages on a line that is slow, or gone: what is coming says so, what cannot come says why and what to do. */
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const offlineWords = 'You are offline. What you see may be out of date.';

test('a page that takes its time says that it is coming', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/__data.json**', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByText('More filters').click();
  await page.getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Opening the page…' })).toBeVisible();
  letThrough();
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  await expect(page.getByText('Opening the page…')).toHaveCount(0);
});

test('without a connection a page says so, another cannot be opened, and both come back', async ({
  page,
  context,
  firestore,
  guard,
}) => {
  guard.expectError(/ERR_INTERNET_DISCONNECTED/);
  const event = await stageShow(firestore);
  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  await expect(page.getByText('One event')).toBeVisible();
  // Alive, so that it hears of what happens to the line.
  await page.getByText('More filters').click();
  await context.setOffline(true);
  const status = page.getByRole('status').filter({ hasText: offlineWords });
  await expect(status).toBeVisible();
  await page.getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
  await context.setOffline(false);
  await expect(status).toHaveCount(0);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
});
