import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeHold, minutesAfter, now, orderId, placeId } from '../testing/hall.ts';
import { placesPerBuyer } from './holdRecord.ts';
import type { Hold } from './holdRecord.ts';
import { holdIdOf } from './ids.ts';
import type { EventId, PlaceId, Uid } from './ids.ts';
import { addLeftOut, decideHoldMerge, isLastLook, lateRequestSeconds } from './merge.ts';
import type { HoldMerge } from './merge.ts';

const uid = 'member' as Uid;
const eventId = 'gala' as EventId;

const hold = (owner: string, row: string, count: number, change: Partial<Hold> = {}): Hold => {
  const places = Array.from({ length: count }, (_, i) => `s-${row}-${i + 1}`);
  const empty = { state: 'empty', expiresAt: null } as const;
  const owned = { holdId: holdIdOf(eventId, owner as Uid), uid: owner as Uid };
  return makeHold(places, { ...owned, ...(count === 0 ? empty : {}), ...change });
};
const paying = { state: 'paying', orderId } as const;

function movesOf(merge: HoldMerge): Extract<HoldMerge, { kind: 'moves' }> {
  if (merge.kind !== 'moves') throw new Error(`it ${merge.kind}`);
  return merge;
}
const idsOf = (places: readonly { placeId: PlaceId }[]) => places.map((place) => place.placeId);

describe('a guest’s hold', () => {
  it('[J3] becomes the account’s own hold of that event, until when it was held', () => {
    const guest = hold('guest', 'a', 2, { expiresAt: minutesAfter(3), extensions: 1 });
    const moves = movesOf(decideHoldMerge(guest, undefined, uid));
    expect(moves.hold).toMatchObject({ holdId: 'gala_member', uid: 'member', state: 'held', extensions: 1 });
    expect(moves.hold.expiresAt).toEqual(minutesAfter(3));
    expect(moves.hold.places).toEqual(guest.places);
    expect(moves.leftOut).toEqual([]);
  });

  it('[J4] what does not fit beside what is held and bought is left out, the last taken first', () => {
    const guest = hold('guest', 'a', 4, { bought: 1 });
    const member = hold('member', 'b', 3, { bought: 4 });
    const { moved, leftOut, hold: joined } = movesOf(decideHoldMerge(guest, member, uid));
    expect(idsOf(moved)).toEqual(['s-a-1', 's-a-2']);
    expect(idsOf(leftOut)).toEqual(['s-a-3', 's-a-4']);
    expect(joined).toMatchObject({ bought: 5, state: 'held' });
    expect(joined.places).toHaveLength(5);
  });

  it('[J4] nothing fits where as many are bought: the account’s own hold keeps its time', () => {
    const guest = hold('guest', 'a', 2, { expiresAt: minutesAfter(1), bought: 6 });
    const member = hold('member', 'b', 1, { bought: 4 });
    const { moved, leftOut, hold: joined } = movesOf(decideHoldMerge(guest, member, uid));
    expect([moved.length, leftOut.length]).toEqual([0, 2]);
    expect(joined).toEqual({ ...member, bought: 10 });
  });

  it('[J3] that is being paid goes along whole, its order and what was bought with it, past the limit too', () => {
    const guest = hold('guest', 'a', 4, { ...paying, expiresAt: minutesAfter(14), bought: 2 });
    const member = hold('member', 'b', 0, { bought: 8 });
    const moves = movesOf(decideHoldMerge(guest, member, uid));
    expect(moves.hold).toMatchObject({ ...paying, holdId: 'gala_member', bought: 10 });
    expect(moves.orderId).toBe(orderId);
    expect(moves.moved).toHaveLength(4);
  });

  it('[J5] waits for a payment that is in its way, whoever pays', () => {
    const held = hold('guest', 'a', 2);
    expect(decideHoldMerge({ ...held, ...paying }, hold('member', 'b', 1), uid).kind).toBe('waits');
    expect(decideHoldMerge(held, hold('member', 'b', 1, paying), uid)).toEqual({ kind: 'waits', orderId });
  });

  it('without places brings what was bought, and ends where nothing was', () => {
    const moves = movesOf(decideHoldMerge(hold('guest', 'a', 0, { bought: 3 }), hold('member', 'b', 2), uid));
    expect(moves.hold).toMatchObject({ bought: 3, state: 'held' });
    expect(decideHoldMerge(hold('guest', 'a', 0), undefined, uid)).toEqual({ kind: 'ends' });
  });
});

it('[J3] [J4] whatever both have: no place is lost or doubled, what is held keeps the limit, and nothing is held for longer', () => {
  const counts = fc.integer({ min: 0, max: placesPerBuyer });
  const anyHold = (owner: string, row: string) =>
    fc
      .record({
        ...{ count: counts, bought: counts, minutes: fc.integer({ min: 1, max: 30 }) },
        extensions: fc.integer({ min: 0, max: 2 }),
      })
      .map(({ count, bought, minutes, extensions }) =>
        hold(owner, row, Math.min(count, placesPerBuyer - bought), {
          ...{ bought, extensions },
          ...(count > 0 && bought < placesPerBuyer ? { expiresAt: minutesAfter(minutes) } : {}),
        }),
      );
  fc.assert(
    fc.property(
      anyHold('guest', 'a'),
      fc.option(anyHold('member', 'b'), { nil: undefined }),
      (guest, member) => {
        const decided = decideHoldMerge(guest, member, uid);
        if (decided.kind !== 'moves') return guest.places.length === 0;
        const own = idsOf(member?.places ?? []);
        const { hold: joined, moved, leftOut } = decided;
        expect([...moved, ...leftOut]).toEqual(guest.places);
        expect(idsOf(joined.places)).toEqual([...own, ...idsOf(moved)]);
        if (moved.length > 0)
          expect(joined.places.length + joined.bought).toBeLessThanOrEqual(placesPerBuyer);
        for (const one of [member, guest])
          if (one?.expiresAt && moved.length > 0)
            expect(joined.expiresAt?.getTime()).toBeLessThanOrEqual(one.expiresAt.getTime());
        return joined.extensions >= (member?.extensions ?? 0);
      },
    ),
    { numRuns: 500 },
  );
});

it('[J4] what was left out of an event is told once', () => {
  const one = addLeftOut([], eventId, [placeId('s-a-1')]);
  expect(addLeftOut(one, eventId, [placeId('s-a-2')])).toEqual([{ eventId, placeIds: ['s-a-1', 's-a-2'] }]);
  expect(addLeftOut(one, 'other' as EventId, [])).toEqual(one);
});

it('[J2] the last look is made once whoever was let in before has been cut off', () => {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  expect(isLastLook(now, after(lateRequestSeconds - 1))).toBe(false);
  expect(isLastLook(now, after(lateRequestSeconds))).toBe(true);
});
