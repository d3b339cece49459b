/**
 * A sample of the proof of bad input (`npm run proof -- badInput` is all of it), and a server that cuts off calls: none is
 * sent a third time.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { actionSchemas } from '@fashionista/domain/actions';
import { badInput } from '../proof/badInput.ts';
import { send } from '../proof/badInputAnswers.ts';
import type { BadCall } from '../proof/badInputAnswers.ts';
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

describe('a server that cuts off a call which came over a kept connection', () => {
  const call: BadCall = {
    ...{ family: 'cut off', what: 'nothing', action: 'seats/hold', method: 'POST', path: '/' },
    ...{ headers: {}, bytes: Buffer.from('{}'), wanted: { kind: 'invalid' }, isByFront: false },
  };

  /** Answers the first call; what becomes of each later one, by its number from 2. */
  async function serve(cutsOff: (number: number) => boolean) {
    let calls = 0;
    const server = createServer((request, response) => {
      calls += 1;
      if (cutsOff(calls)) request.socket.resetAndDestroy();
      else response.end('{}');
    });
    const listening = Promise.withResolvers<undefined>();
    server.listen(0, '127.0.0.1', () => listening.resolve(undefined));
    await listening.promise;
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await send(origin, call)).toMatchObject({ status: 200, isResent: false });
    return { origin, calls: () => calls };
  }

  it('is sent it once more, and that is told', async () => {
    const { origin, calls } = await serve((number) => number === 2);
    expect(await send(origin, call)).toMatchObject({ status: 200, isResent: true });
    expect(calls()).toBe(3);
  });

  it('is not sent it a third time', async () => {
    const { origin, calls } = await serve((number) => number > 1);
    await expect(send(origin, call)).rejects.toThrow(/ECONNRESET|socket hang up/);
    expect(calls()).toBe(3);
  });
});
