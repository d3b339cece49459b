/**
 * A sample of the rush that `tests/proof` describes: many clients after few seats on two `api` processes, one killed
 * half-way. The history is checked whole, and so is the checker: bugs planted in the store must be caught by it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '@fashionista/domain/claim';
import type { PlaceId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { expireHold } from '../../functions/seats/changeHold.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Store, Write } from '../../functions/platform/store.ts';
import { createBoards } from '../../functions/seats/boards.ts';
import { contentionOf } from '../proof/contention.ts';
import { checkHistory } from '../proof/history.ts';
import type { Attempt } from '../proof/history.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { writesTo } from '../support/gatedStore.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { callerOf, holdIdFor, nextRequestId, stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

const rows = (count: number) => Array.from({ length: count }, () => '..........');

async function readHolders(
  eventId: string,
  clientOf: (uid: string) => number,
): Promise<Map<PlaceId, number>> {
  const claims = await admin.firestore.collection(`events/${eventId}/claims`).get();
  return new Map(
    claims.docs.map((found) => {
      const claim = found.data() as Claim;
      return [claim.placeId, clientOf(claim.uid ?? '')];
    }),
  );
}

describe('a rush on two api processes, one killed half-way', () => {
  it('no seat twice, every seat once, and every refusal right', { timeout: 120_000 }, async () => {
    const sample = contentionOf({ clients: 40, rows: 4, attempts: 600 });
    const { violations, counts } = await sample.run({ admin, seeds: [4], say: () => undefined });
    expect(violations).toEqual([]);
    expect(counts['seat-taken']).toBeGreaterThan(0);
    expect(counts['limit-reached']).toBeGreaterThan(0);
    expect(counts['sold-out']).toBeGreaterThan(0);
  });
});

describe('the checks catch what they are for', () => {
  let services: StagedServices;
  beforeAll(() => {
    services = stageServices();
  });

  const withStore = (change: (write: Write) => Write): StagedServices => {
    const store: Store = { ...services.store, commit: (writes) => services.store.commit(writes.map(change)) };
    return { ...services, store: { ...services.store, ...store } };
  };

  it('a claim without its precondition: two buyers get one seat', async () => {
    const { eventId, index } = await stageEvent(admin.firestore, { s: rows(1) });
    const broken = withStore((write) =>
      write.kind === 'create' && write.path.includes('/claims/') ? { ...write, kind: 'set' } : write,
    );
    const wanted = ['s-a-1', 's-a-2'] as PlaceId[];
    const take = async (uid: string): Promise<Attempt['outcome']> => {
      const result = await holdPlaces(broken, callerOf(uid), {
        eventId,
        places: wanted,
        requestId: nextRequestId(),
      });
      if (!result.ok) throw new Error(result.error.code);
      return { kind: 'held', added: wanted, has: wanted };
    };
    const gate = services.store.stopNext(writesTo(paths.hold(holdIdFor(eventId, 'first'))));
    const first = take('first');
    await gate.reached;
    const outcomes = [await take('second')];
    gate.open();
    outcomes.push(await first);
    const history = outcomes.map((outcome, client) => ({
      ...{ client, beganAt: 0, endedAt: 1 },
      ...{ wanted, size: wanted.length, outcome },
    }));
    const holders = await readHolders(eventId, (uid) => (uid === 'second' ? 0 : 1));
    expect(checkHistory(index, history, holders).violations).toContain('s-a-1 was got by 0 and by 1');
  });

  it('an expiry that deletes blindly: a new buyer’s seats are gone', async () => {
    const { eventId, index } = await stageEvent(admin.firestore, { s: rows(1) });
    const broken = withStore((write) =>
      write.kind === 'update' && write.path.startsWith('holds/') ? { ...write, kind: 'set' } : write,
    );
    const wanted = ['s-a-1', 's-a-2'] as PlaceId[];
    const take = (uid: string) =>
      holdPlaces(services, callerOf(uid), { eventId, places: wanted, requestId: nextRequestId() });
    await take('late');
    services.setAhead(11);
    const hold = await services.store.read<Hold>(paths.hold(holdIdFor(eventId, 'late')));
    if (!hold) throw new Error('there is no hold');
    await expireHold(services, hold);
    const fresh = await take('new');
    await expireHold({ ...broken, clock: services.clock }, hold);
    services.setAhead(0);
    expect(fresh.ok).toBe(true);
    const outcome: Attempt['outcome'] = { kind: 'held', added: wanted, has: wanted };
    const history = [{ client: 0, beganAt: 0, endedAt: 1, wanted, size: wanted.length, outcome }];
    const { violations } = checkHistory(index, history, await readHolders(eventId, () => 0));
    expect(violations).toContain('s-a-1 was got by 0, but nobody has it');
  });

  it('[B2] a board written without its version: an older view replaces a newer', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: rows(1) });
    const board = paths.board(eventId, 's' as never);
    const broken = withStore((write) =>
      write.kind === 'update' && write.path === board ? { ...write, kind: 'set' } : write,
    );
    const slow = createBoards({ ...services, store: broken.store });
    const take = (places: string[]) =>
      holdPlaces(services, callerOf('viewer'), {
        eventId,
        places: places as PlaceId[],
        requestId: nextRequestId(),
      });
    await take(['s-a-1', 's-a-2']);
    await admin.firestore.doc(board).update({ places: '..........' });
    const gate = services.store.stopNext(writesTo(board));
    const projecting = slow.project(eventId, 's' as never);
    await gate.reached;
    await take(['s-a-3', 's-a-4']);
    await services.boards.project(eventId, 's' as never);
    gate.open();
    await projecting;
    const shown = (await admin.firestore.doc(board).get()).get('places') as string;
    expect(shown).not.toBe('hhhh......');
  });
});
