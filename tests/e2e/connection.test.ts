/** Pages on a line that is slow, or gone: what is coming says so, what cannot come says why and what to do. */
import type { Page } from '@playwright/test';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const offlineStatus = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'You are offline. What you see may be out of date.' });

/** The line is lost once the app is all there: until it has started, a link is the browser's own. */
async function loseLine(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await expect(offlineStatus(page)).toBeVisible();
}

async function findLine(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await expect(offlineStatus(page)).toHaveCount(0);
}

test('a page that takes its time says that it is coming', async ({ page, firestore, guard }) => {
  guard.expectOffline();
  const event = await stageShow(firestore);
  await page.goto(`/events?q=${encodeURIComponent(event.title)}`);
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/__data.json**', async (route) => {
    await held;
    await route.continue();
  });
  // Hearing of its line shows that the app has started.
  await loseLine(page);
  await findLine(page);
  await page.getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Opening the page…' })).toBeVisible();
  letThrough();
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
  await expect(page.getByText('Opening the page…')).toHaveCount(0);
});

test('without a connection a page stays and says so; a step that needs one is not taken, and is once it is back', async ({
  page,
  firestore,
  guard,
}) => {
  guard.expectOffline();
  const event = await stageShow(firestore);
  const address = `/events?q=${encodeURIComponent(event.title)}`;
  await page.goto(address);
  await loseLine(page);
  const link = page.getByRole('link', { name: event.title });
  await link.click();
  await expect(page.getByRole('status').filter({ hasText: 'that page cannot be opened now' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
  await findLine(page);
  await expect(page.getByText('You are offline')).toHaveCount(0);
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: event.title })).toBeVisible();
});
