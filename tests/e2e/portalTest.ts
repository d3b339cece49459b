/**
 * Playwright's `test` for the portal: its address as base, where every part of the stack is, shows of a test's own, and
 * visitors: each a browser that shares nothing with another. Every page is guarded (`pageGuard.ts`).
 * IO: one file, browsers, Firestore.
 */
import { test as base } from '@playwright/test';
import type { BrowserContextOptions, Page } from '@playwright/test';
import type { Firestore } from 'firebase-admin/firestore';
import { openAdminSdk } from '../support/adminSdk.ts';
import { stack } from '../support/stack.ts';
import type { StackPlaces } from '../support/stack.ts';
import { PageGuard } from './pageGuard.ts';

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
} satisfies BrowserContextOptions;
export const desk = { viewport: { width: 1440, height: 900 } } satisfies BrowserContextOptions;

interface TestFixtures {
  places: StackPlaces;
  guard: PageGuard;
  /** Another person's browser. */
  openVisitor: (options?: BrowserContextOptions) => Promise<Page>;
}
interface WorkerFixtures {
  firestore: Firestore;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Playwright reads which fixtures a fixture needs from this pattern.
  // eslint-disable-next-line no-empty-pattern
  places: async ({}, use) => use(stack()),
  baseURL: async ({ places }, use) => use(places.web),
  viewport: desk.viewport,

  guard: [
    async ({ places }, use) => {
      const guard = new PageGuard(places);
      await use(guard);
      expect(guard.faults).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, guard }, use) => {
    guard.watch(context);
    await use(context);
  },
  openVisitor: async ({ browser, baseURL, guard, locale, timezoneId }, use) => {
    const opened: Page[] = [];
    await use(async (options = desk) => {
      const context = await browser.newContext({ baseURL, locale, timezoneId, ...options });
      guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },

  firestore: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const sdk = openAdminSdk();
      await use(sdk.firestore);
      await sdk.close();
    },
    { scope: 'worker' },
  ],
});

export const { expect } = base;
