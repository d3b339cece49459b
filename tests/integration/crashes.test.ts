/** A sample of the proof of crashes (`npm run proof -- crashes` is all of it): every case of paying, some of the others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Store } from '../../functions/platform/store.ts';
import { crashes, crashesWith, sampleOfCrashes } from '../proof/crashes.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

const hourMs = 3_600_000;
const say = (): void => undefined;

it(
  'a process that dies in any call loses no place, sells none twice, and leaves no charge without tickets or refund',
  { timeout: 240_000 },
  async () => {
    const seeds = sampleOfCrashes(/^(checkout|sell)/, 4);
    const { violations, counts } = await crashes.run({ admin, seeds, say });
    expect(violations).toEqual([]);
    expect(counts['paid']).toBeGreaterThan(100);
    expect(counts['expired']).toBeGreaterThan(10);
  },
);

it('a release that dies between two commits, where one was promised, is caught', async () => {
  const inTwo = (store: Store): Store => ({
    ...store,
    commit: async (writes) => {
      const isRelease =
        writes.some(({ kind }) => kind === 'delete') &&
        !writes.some(({ path }) => path.startsWith('orders/'));
      if (!isRelease) return store.commit(writes);
      // The second never comes: as if its process had died.
      await store.commit(writes.slice(0, 1));
      return 'unknown';
    },
  });
  const seeds = sampleOfCrashes(/^release all/, Infinity);
  const { violations } = await crashesWith(inTwo).run({ admin, seeds, say });
  expect(violations.join()).toContain('held claim too many');
});

it('a hold that ends an hour late is caught, though all has come back in the end', async () => {
  const late = (store: Store): Store => ({
    ...store,
    commit: (writes) =>
      store.commit(
        writes.map((write) => {
          if (write.kind === 'delete' || !write.path.startsWith('holds/')) return write;
          const { expiresAt } = write.data as Partial<Hold>;
          if (!expiresAt) return write;
          return { ...write, data: { ...write.data, expiresAt: new Date(expiresAt.getTime() + hourMs) } };
        }),
      ),
  });
  const seeds = sampleOfCrashes(/^take$/, Infinity);
  const { violations } = await crashesWith(late).run({ admin, seeds, say });
  expect(violations.join()).toContain('s-a-1 is held though its time is over');
  expect(violations.join()).not.toContain('for ever');
});
