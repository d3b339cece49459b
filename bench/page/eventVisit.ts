/**
 * One first visit to an event, on the phone and the network that Lighthouse means by "mobile", applied by the browser:
 * a script and the picture share the line as they do out there. First the page is only opened; once it can be read, its
 * reader goes on to the seats. IO: a browser.
 */
import type { Browser } from '@playwright/test';
import { phone } from '../../tests/e2e/portalTest.ts';
import { stack } from '../../tests/support/stack.ts';
import { openVisitor } from '../support/chromium.ts';
import { readLoading, readReadableAt } from './inPage.ts';
import { weighScripts } from './scriptWeight.ts';
import type { ScriptWeights } from './scriptWeight.ts';

/** Lighthouse's `mobileSlow4G` as it is applied rather than simulated. Bytes a second, milliseconds. */
const mobileNetwork = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const mobileCpuSlowdown = 4;

export interface EventVisit {
  /** The largest paint, or the parsed document where that came later. */
  readableMs: number;
  /** Asked for until then. */
  readable: ScriptWeights;
  /** From the press on "Choose seats" until every section counts live. */
  seatsAfterMs: number;
  /** Asked for until then, all in all. */
  interactive: ScriptWeights;
}

export async function visitEvent(browser: Browser, slug: string): Promise<EventVisit> {
  const page = await openVisitor(browser, stack().web, phone);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', mobileNetwork);
  await session.send('Emulation.setCPUThrottlingRate', { rate: mobileCpuSlowdown });
  await page.goto(`/events/${slug}`, { waitUntil: 'load' });
  const readableMs = await page.evaluate(readReadableAt);
  const openedAt = performance.now();
  await page.getByRole('link', { name: /^Choose seats/ }).tap();
  await page.locator('[data-seat-floor]').getByRole('status').filter({ hasText: 'Live' }).waitFor();
  await page
    .getByRole('link', { name: /places? left$/ })
    .first()
    .waitFor();
  const seatsAfterMs = performance.now() - openedAt;
  const loading = await page.evaluate(readLoading);
  await page.context().close();
  return {
    readableMs,
    readable: await weighScripts(loading, readableMs),
    seatsAfterMs,
    interactive: await weighScripts(loading, Infinity),
  };
}
