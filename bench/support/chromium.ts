/**
 * Chromium for benches that measure what people see, launched as the end-to-end tests launch it. `CHROMIUM` is set by
 * `npm run bench`, which finds a browser or gets one. IO: a browser.
 */
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
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

/** The browser ends with the work. `flags`: more for its command line. */
export async function withChromium<Value>(
  work: (browser: Browser) => Promise<Value>,
  flags: string[] = [],
): Promise<Value> {
  const problem = process.env['CHROMIUM_MISSING'];
  if (problem) throw new Error(problem);
  const executablePath = process.env['CHROMIUM'];
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...quietFlags, ...flags],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** The browser of somebody of their own: it shares no storage and no cache with another. */
export async function openVisitor(
  browser: Browser,
  baseURL: string,
  device: BrowserContextOptions = desk,
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    ...device,
  });
  return context.newPage();
}
