/** A sample of the proof of bad input: `npm run proof -- badInput` is all of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actionSchemas } from '@fashionista/domain/actions';
import { badInput } from '../proof/badInput.ts';
import { seedsTo } from '../proof/proof.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

it('whatever an action is sent is refused by a code of the closed list with the field’s path, never a 500, and nothing changes', async () => {
  const { violations, counts } = await badInput.run({ admin, seeds: seedsTo(20), say: () => undefined });
  expect(violations).toEqual([]);
  expect(counts['calls']).toBe(400);
  const happened = [
    ...Object.keys(actionSchemas),
    ...['to api', 'by the front', 'wrong body', 'foreign', 'unauthenticated', 'compressed', 'wrong method'],
    ...[
      'answered invalid-argument',
      'answered unauthenticated',
      'answered permission-denied',
      'answered not-found',
    ],
  ];
  for (const name of happened) expect(counts[name], name).toBeGreaterThan(5);
});
