/**
 * A sample of the rush that `tests/proof` describes: many clients after few seats on two `api` processes, one killed
 * half-way. The history is checked whole, and so is the checker: bugs planted in the store must be caught by it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { expireHold } from '../../functions/seats/changeHold.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Store, Write } from '../../functions/platform/store.ts';
import { createBoards } from '../../functions/seats/boards.ts';
import { contentionOf } from '../proof/contention.ts';
import { checkHistory } from '../proof/history.ts';
import type { Attempt } from '../proof/history.ts';
import { checkBoards, readShownWorld } from '../proof/world.ts';
import { drawHall } from '../../domain/testing/hall.ts';
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
      ...{ wanted, size: wanted.length, unanswered: 0, outcome },
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
    const history = [
      { client: 0, beganAt: 0, endedAt: 1, wanted, size: wanted.length, unanswered: 0, outcome },
    ];
    const { violations } = checkHistory(index, history, await readHolders(eventId, () => 0));
    expect(violations).toContain('s-a-1 was got by 0, but nobody has it');
  });

  /** Two views of one board: the older, made by a store with this change, is written last. Answers what is wrong then. */
  async function writeOlderViewLast(change: (write: Write, board: string) => Write): Promise<string[]> {
    const { eventId, index } = await stageEvent(admin.firestore, { s: rows(1) });
    const section = 's' as SectionId;
    const path = paths.board(eventId, section);
    const board = admin.firestore.doc(path);
    const slow = createBoards({ ...services, store: withStore((write) => change(write, path)).store });
    const take = async (...places: string[]) => {
      const request = { eventId, places: places as PlaceId[], requestId: nextRequestId() };
      expect(await holdPlaces(services, callerOf('viewer'), request)).toMatchObject({ ok: true });
    };
    await take('s-a-1', 's-a-2');
    const gate = services.store.stopNext(writesTo(path));
    const stopWithOlderView = async (): Promise<Promise<boolean>[]> => {
      await board.update({ places: '..........' });
      const projecting = slow.project(eventId, section);
      const isStopped = await Promise.race([gate.reached.then(() => true), projecting.then(() => false)]);
      // Where the stack has shown the seats meanwhile there was nothing to write.
      return isStopped ? [projecting] : stopWithOlderView();
    };
    const projecting = await stopWithOlderView();
    await take('s-a-3', 's-a-4');
    await services.boards.project(eventId, section);
    expect((await board.get()).get('places')).toBe('hhhh......');
    // Listened to, not read later: the stack repairs a wrong board within about a second.
    const shown: unknown[] = [];
    const isListening = Promise.withResolvers<undefined>();
    const stop = board.onSnapshot((snapshot) => {
      shown.push(snapshot.data());
      isListening.resolve(undefined);
    });
    await isListening.promise;
    gate.open();
    await Promise.all(projecting);
    const world = await readShownWorld(admin.firestore, eventId, index);
    stop();
    return shown.flatMap((data) => checkBoards({ ...world, boards: [data as Board] }, index));
  }

  it('[B2] a board written without its version: an older view replaces a newer', async () => {
    const wrong = await writeOlderViewLast((write, board) =>
      write.kind === 'update' && write.path === board ? { ...write, kind: 'set' } : write,
    );
    expect(wrong).toEqual(['board s shows hh........, not hhhh......']);
  });

  it('[B2] a board written with its version: the older view is never shown', async () => {
    expect(await writeOlderViewLast((write) => write)).toEqual([]);
  });
});

describe('the checks catch what a wrong answer says', () => {
  const { index } = drawHall({ s: ['..........'] });
  const seats = index.plan.sections.flatMap((section) => section.places.map((place) => place.placeId));
  const at = (...numbers: number[]) => numbers.map((n) => `s-a-${n}` as PlaceId);
  const beganAt = 10_000;
  /** Client 0 got seats 1 to 4 long before, client 1 the others a while ago: boards may show those as free. */
  const won = (client: number, places: PlaceId[], endedAt: number): Attempt => ({
    ...{ client, beganAt: endedAt - 1, endedAt, wanted: places, size: places.length, unanswered: 0 },
    outcome: { kind: 'held', added: places, has: places },
  });
  const wins = [won(0, at(1, 2, 3, 4), 1), won(1, at(5, 6, 7, 8, 9, 10), beganAt - 1)];
  const holders = new Map(seats.map((placeId, i) => [placeId, i < 4 ? 0 : 1]));
  const refused = (taken: PlaceId[], nearest: PlaceId[], wanted = at(3, 4), client = 1): Attempt => ({
    ...{ client, beganAt, endedAt: beganAt + 1, wanted, size: 2, unanswered: 0 },
    outcome: { kind: 'refused', code: 'seat-taken', taken, nearest, hadBefore: 6 },
  });
  const violationsOf = (...attempts: Attempt[]) =>
    checkHistory(index, [...wins, ...attempts], holders).violations.join();

  it('a right one is none', () => {
    expect(violationsOf(refused(at(3, 4), at(5, 6)), refused(at(4), at(5, 6), at(4, 5)))).toBe('');
  });

  it.each([
    { what: 'names none', answer: refused([], at(5, 6)) },
    { what: 'never asked for: s-a-1', answer: refused(at(1, 3), at(5, 6)) },
    { what: 'said to be taken, but its own: s-a-5', answer: refused(at(5), at(7, 8), at(5, 6)) },
    { what: 'no place was named', answer: refused(at(1), at(5, 6), []) },
    { what: 'offered nothing else', answer: refused(at(3, 4), []) },
    { what: 'offered, though said to be taken: s-a-4', answer: refused(at(3, 4), at(4, 5)) },
    { what: 'offered what was long taken: s-a-2', answer: refused(at(3, 4), at(2, 5)) },
  ])('[A5] seat-taken, $what', ({ what, answer }) => {
    expect(violationsOf(answer)).toContain(
      `wanting ${answer.wanted.join(', ') || 'the best 2'}: seat-taken: ${what}`,
    );
  });

  it('a seat said to be taken that somebody got only later', () => {
    const early = { ...refused(at(5), at(7, 8), at(5, 6), 0), beganAt: 5_000, endedAt: 5_001 };
    expect(violationsOf(early)).toContain('said to be taken, but free: s-a-5');
  });

  it('more than one ask in a hundred without an answer, though no process died', () => {
    const answered = Array.from({ length: 98 }, () => refused(at(3, 4), at(5, 6)));
    const asked = (unanswered: number) => ({ ...refused(at(3, 4), at(5, 6)), unanswered });
    expect(violationsOf(...answered, asked(1))).toBe('');
    expect(violationsOf(...answered, asked(2))).toContain('2 asks in 101 attempts were not answered');
  });
});
