/** A sample of the proof of failing providers (`npm run proof -- providers` is all of it): each scenario, fewer buyers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runScenario, scenarios } from '../proof/providers.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

it.each(scenarios)('$title', { timeout: 60_000 }, async (scenario) => {
  expect(await runScenario(admin, scenario, 40)).toEqual([]);
});
