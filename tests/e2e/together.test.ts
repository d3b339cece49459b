/** Others at the same hall: counted while they look, never named; and a line that has gone dead is told, not believed. */
import type { Page } from '@playwright/test';
import { startMutingProxy } from '../support/mutingProxy.ts';
import { chooseSeats, holdChosen, openSection, seat } from './buyingSteps.ts';
import { desk, expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';

const floor = (page: Page) => page.locator('[data-seat-floor]');

test('[V1] whoever looks at the same section is counted, and so is who has gone on to another', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  const other = await openVisitor();
  await openSection(other, event);
  const here = /^One other person is looking at this section$/i;
  await expect(floor(page).getByText(here)).toBeVisible({ timeout: 15_000 });
  await expect(floor(other).getByText(here)).toBeVisible({ timeout: 15_000 });
  await other.getByRole('link', { name: 'All sections' }).click();
  await expect(floor(other).getByText(/^One other person is looking at this hall$/i)).toBeVisible();
  await expect(floor(page).getByText(here)).toBeHidden({ timeout: 15_000 });
});

test('[B5] a listener that has gone silent is said within seconds, and connected anew', async ({
  page,
  openVisitor,
  firestore,
  guard,
  places,
}) => {
  const event = await stageShow(firestore);
  const proxy = await startMutingProxy(places.firestore);
  guard.allow(proxy.origin);
  // The page is told of the proxy, which its own policy does not know.
  const listener = await openVisitor({
    ...desk,
    bypassCSP: true,
    // A page that a test fulfils is of no address: Chromium asks before it may reach this machine.
    permissions: ['local-network-access'],
  });
  await listener.route(/\/events\/[^/]+$/, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const html = (await response.text()).replaceAll(places.firestore, proxy.origin);
    await route.fulfill({ response, body: html });
  });
  await Promise.all([openSection(listener, event), openSection(page, event)]);
  await expect(floor(listener).getByText('Live', { exact: true })).toBeVisible();

  proxy.mute();
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  await expect(seat(page, 'A', 3)).toHaveAccessibleName(/, Free$/);
  await expect(floor(listener).getByText(/^Reconnecting/)).toBeVisible({ timeout: 15_000 });

  proxy.unmute();
  await expect(seat(listener, 'A', 1)).toHaveAccessibleName(/, Held by someone else$/, { timeout: 20_000 });
  await expect(floor(listener).getByText('Live', { exact: true })).toBeVisible();
  await listener.context().close();
  await proxy.close();
});
