/**
 * Playwright's `test` with the portal's own address as base, and where every part of the stack is. IO: one file.
 */
import { test as base } from '@playwright/test';
import { stack } from '../support/stack.ts';
import type { StackPlaces } from '../support/stack.ts';

export const test = base.extend<{ places: StackPlaces }>({
  // Playwright reads which fixtures a fixture needs from this pattern.
  // eslint-disable-next-line no-empty-pattern
  places: async ({}, use) => use(stack()),
  baseURL: async ({ places }, use) => use(places.web),
});

export { expect } from '@playwright/test';
