/**
 * Chromium for benches that measure what people see, launched as the end-to-end tests launch it. `CHROMIUM` is set by
 * `npm run bench`, which finds a browser or gets one. IO: a browser.
 */
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { desk } from '../../tests/e2e/portalTest.ts';

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser ends with the work. */
export async function withChromium<Value>(work: (browser: Browser) => Promise<Value>): Promise<Value> {
  const problem = process.env['CHROMIUM_MISSING'];
  if (problem) throw new Error(problem);
  const executablePath = process.env['CHROMIUM'];
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: quietFlags });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** The browser of somebody of their own, at a desk: it shares no storage and no cache with another. */
export async function openVisitor(browser: Browser, baseURL: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    ...desk,
  });
  return context.newPage();
}
