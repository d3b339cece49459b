/** A sample of the proof of webhooks (`npm run proof -- webhooks` is all of it): a few seeds of every scenario. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../functions/platform/store.ts';
import { paymentScenarios } from '../proof/paymentScenarios.ts';
import { seedsTo } from '../proof/proof.ts';
import { webhooks, webhooksWith } from '../proof/webhooks.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

/** The first seed of those that go by webhooks alone. */
const firstAlone = paymentScenarios.length;

const say = (): void => undefined;

it(
  'webhooks in any order, doubled, lost, beside looks of our own: one end state, and it is what Stripe says',
  { timeout: 120_000 },
  async () => {
    const seeds = seedsTo(8 * paymentScenarios.length);
    const { violations, counts } = await webhooks.run({ admin, seeds, say });
    expect(violations).toEqual([]);
    expect(counts['paid at once: paid']).toBe(8);
    expect(counts['cancelled before it is paid: cancelled']).toBe(8);
    expect(counts['lost']).toBeGreaterThan(10);
    expect(counts['by webhooks alone']).toBe(9);
  },
);

it('a sale that forgets its money entry is caught, by what must be and by its unlike end', async () => {
  const forgets = (store: Store): Store => ({
    ...store,
    commit: (writes) => store.commit(writes.filter(({ path }) => !path.endsWith('/entries/payment'))),
  });
  const seeds = seedsTo(3 * paymentScenarios.length);
  const { violations } = await webhooksWith(forgets).run({ admin, seeds, say });
  expect(violations.join()).toContain('entry of a paid order missing: payment');
  expect(violations.join()).toContain('ends unlike seed');
});

it('a webhook that only keeps its id is caught, though a later look of ours would sell', async () => {
  const onlyKeeps = (store: Store): Store => ({
    ...store,
    commit: (writes) => {
      const kept = writes.filter(({ path }) => path.startsWith('stripeEvents/'));
      return store.commit(kept.length > 0 ? kept : writes);
    },
  });
  const { violations } = await webhooksWith(onlyKeeps).run({ admin, seeds: [firstAlone], say });
  expect(violations.join()).toContain('by its webhooks alone the order is awaiting-payment');
});
