import { describe, expect, it } from 'vitest';
import {
  buyer,
  drawHall,
  makeEvent,
  makeHold,
  minutesAfter,
  now,
  orderId,
  placeId,
} from '../testing/hall.ts';
import type { DrawnHall } from '../testing/hall.ts';
import type { Result } from './errors.ts';
import { checkTakeBest, decideExpire, decideExtend, decideRelease, decideTake } from './holdDecisions.ts';
import type { HoldChange, TakeRequest } from './holdDecisions.ts';
import { answeredKept, findAnswer } from './holdRecord.ts';
import type { Hold } from './holdRecord.ts';
import { holdIdOf, readHoldId } from './ids.ts';
import type { EventId, RequestId, Uid } from './ids.ts';

const requestId = 'request-1' as RequestId;
const caller = { requestId, now };
const hall = drawHall({ s: ['............', '............'], t: ['............'] });

function take(ids: string[], change: Partial<TakeRequest> = {}, from: DrawnHall = hall): Result<HoldChange> {
  const places = ids.map(placeId);
  const { event, index, isTaken } = from;
  return decideTake({
    uid: buyer,
    event,
    index,
    isTaken,
    hold: undefined,
    places,
    shard: 7,
    ...caller,
    ...change,
  });
}

function changeOf(result: Result<HoldChange>): HoldChange {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.error.code);
const idsOf = (places: { placeId: string }[]) => places.map((place) => place.placeId);

describe('take and add', () => {
  it('[H1] makes the buyer’s one hold of the event, named by both', () => {
    const { hold } = changeOf(take(['s-a-1', 's-a-2']));
    expect(hold.holdId).toBe('gala_buyer1');
    expect(readHoldId(holdIdOf('a-b' as EventId, 'Uid_1' as Uid))).toEqual({ eventId: 'a-b', uid: 'Uid_1' });
    expect(hold.shard).toBe(7);
  });

  it('[H3] lasts ten minutes from the first place', () => {
    expect(changeOf(take(['s-a-1'])).hold.expiresAt).toEqual(minutesAfter(10));
  });

  it('[H3] a later add does not move the end', () => {
    const held = makeHold(['s-a-1', 's-a-2'], { expiresAt: minutesAfter(4) });
    const { hold, claim } = changeOf(take(['s-a-3'], { hold: held }));
    expect(hold.expiresAt).toEqual(minutesAfter(4));
    expect(idsOf(hold.places)).toEqual(['s-a-1', 's-a-2', 's-a-3']);
    expect(idsOf(claim)).toEqual(['s-a-3']);
  });

  it('[H3] an emptied hold begins anew, with its extensions', () => {
    const empty = makeHold([], { state: 'empty', expiresAt: null, extensions: 2 });
    const { hold } = changeOf(take(['s-a-1'], { hold: empty }));
    expect(hold).toMatchObject({ state: 'held', expiresAt: minutesAfter(10), extensions: 0 });
  });

  it('[H5] at most ten places, held and bought ones counted', () => {
    const held = makeHold(['t-a-1', 't-a-2'], { bought: 6 });
    expect(codeOf(take(['s-a-1', 's-a-2'], { hold: held }))).toBe('done');
    expect(take(['s-a-1', 's-a-2', 's-a-3'], { hold: held })).toMatchObject({
      error: { code: 'limit-reached', details: { limit: 10, has: 8 } },
    });
  });

  it('[H6] one taken place refuses them all, saying which', () => {
    const half = drawHall({ s: ['..x.........'] });
    expect(take(['s-a-1', 's-a-2', 's-a-3'], {}, half)).toMatchObject({
      error: { code: 'seat-taken', details: { taken: ['s-a-3'] } },
    });
  });

  it('[H6] places already held are no change', () => {
    const held = makeHold(['s-a-1', 's-a-2']);
    const everythingTaken = { ...hall, isTaken: () => true };
    const { claim, hold } = changeOf(take(['s-a-1', 's-a-2'], { hold: held }, everythingTaken));
    expect(claim).toEqual([]);
    expect(idsOf(hold.places)).toEqual(['s-a-1', 's-a-2']);
  });

  it('[H8] a place that is not on the plan is named', () => {
    expect(take(['s-a-1', 's-z-9'])).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: 'places.1' }] } },
    });
  });

  it('[H8] [E2] a section without a ticket type is not for sale', () => {
    expect(take(['t-a-1'], { event: makeEvent(['s']) })).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: 'places.0' }] } },
    });
  });

  it('[E2] the price is that of the section’s ticket type', () => {
    const { claim } = changeOf(take(['s-a-1', 's-a-2', 't-a-1']));
    expect(claim.map((place) => [place.ticketTypeId, place.priceMinor])).toEqual([
      ['type-s', 5_000],
      ['type-s', 5_000],
      ['type-t', 4_000],
    ]);
  });

  it('[H10] a hold that is being paid is busy, and says with which order', () => {
    const paying = makeHold(['s-a-1'], { state: 'paying', orderId });
    expect(take(['s-a-2'], { hold: paying })).toMatchObject({
      error: { code: 'hold-busy', details: { orderId } },
    });
  });

  it('[H2] an expired hold must be let go first', () => {
    const expired = makeHold(['s-a-1'], { expiresAt: now });
    expect(codeOf(take(['s-a-2'], { hold: expired }))).toBe('conflict');
  });

  it.each([
    ['not published', { state: 'draft' } as const],
    ['cancelled', { state: 'cancelled' } as const],
    ['begun', { startsAt: now }],
  ])('[H11] [E1] refuses an event that is %s', (_, change) => {
    expect(codeOf(take(['s-a-1'], { event: makeEvent(['s'], change) }))).toBe('sale-closed');
  });

  it('[H11] [E1] sells until the instant before it begins', () => {
    const event = makeEvent(['s'], { startsAt: new Date(now.getTime() + 1) });
    expect(codeOf(take(['s-a-1'], { event }))).toBe('done');
  });

  it('[S1] refuses to leave a single seat, and says what to take instead', () => {
    expect(take(['s-a-2', 's-a-3'])).toMatchObject({
      error: { code: 'leaves-single', details: { choice: ['s-a-1', 's-a-2'] } },
    });
  });
});

describe('release', () => {
  const held = makeHold(['s-a-1', 's-a-2', 's-a-3']);

  it('[H7] frees the places named and keeps the rest, and the end', () => {
    const { hold, free } = changeOf(decideRelease(held, [placeId('s-a-2')], caller));
    expect(idsOf(free)).toEqual(['s-a-2']);
    expect(idsOf(hold.places)).toEqual(['s-a-1', 's-a-3']);
    expect(hold.expiresAt).toEqual(held.expiresAt);
  });

  it('[H7] frees all where none are named, and is empty then', () => {
    const { hold, free } = changeOf(decideRelease({ ...held, bought: 2 }, undefined, caller));
    expect(free).toHaveLength(3);
    expect(hold).toMatchObject({ state: 'empty', places: [], expiresAt: null, bought: 2 });
  });

  it('[H7] names a place that is not in the hold', () => {
    expect(decideRelease(held, [placeId('s-a-1'), placeId('s-b-1')], caller)).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: 'places.1' }] } },
    });
  });
});

describe('extend', () => {
  it('[H4] adds ten minutes to what is left, at most twice', () => {
    let hold: Hold = makeHold(['s-a-1'], { expiresAt: minutesAfter(3) });
    hold = changeOf(decideExtend(hold, caller)).hold;
    expect(hold.expiresAt).toEqual(minutesAfter(13));
    hold = changeOf(decideExtend(hold, caller)).hold;
    expect(hold.expiresAt).toEqual(minutesAfter(23));
    expect(decideExtend(hold, caller)).toMatchObject({
      error: { code: 'limit-reached', details: { limit: 2, has: 2 } },
    });
  });
});

describe('what may be done with a hold', () => {
  const steps = {
    release: (hold: Hold | undefined) => decideRelease(hold, undefined, caller),
    extend: (hold: Hold | undefined) => decideExtend(hold, caller),
  };
  describe.each(Object.entries(steps))('%s', (_, step) => {
    it('[H2] nothing once it has expired, to the instant', () => {
      expect(codeOf(step(makeHold(['s-a-1'], { expiresAt: now })))).toBe('hold-expired');
      expect(codeOf(step(makeHold(['s-a-1'], { expiresAt: new Date(now.getTime() + 1) })))).toBe('done');
    });
    it('[H2] nothing once it was swept', () => {
      expect(codeOf(step(makeHold([], { state: 'empty', expiresAt: null })))).toBe('hold-expired');
    });
    it('[H10] nothing while it is being paid', () => {
      expect(codeOf(step(makeHold(['s-a-1'], { state: 'paying', orderId })))).toBe('hold-busy');
    });
    it('[H1] nothing where there is none', () => {
      expect(codeOf(step(undefined))).toBe('not-found');
    });
  });
});

describe('expire', () => {
  it('[H2] lets an expired hold’s places go and keeps what was bought and answered', () => {
    const answered = changeOf(take(['s-a-1'])).hold.answered;
    const change = decideExpire(makeHold(['s-a-1', 's-a-2'], { expiresAt: now, bought: 1, answered }), now);
    expect(idsOf(change?.free ?? [])).toEqual(['s-a-1', 's-a-2']);
    expect(change?.hold).toMatchObject({ state: 'empty', places: [], expiresAt: null, bought: 1, answered });
  });

  it('[H2] leaves one that has a millisecond left, and one that is being paid', () => {
    expect(
      decideExpire(makeHold(['s-a-1'], { expiresAt: new Date(now.getTime() + 1) }), now),
    ).toBeUndefined();
    expect(decideExpire(makeHold(['s-a-1'], { state: 'paying', expiresAt: now }), now)).toBeUndefined();
  });
});

describe('before it is chosen which places', () => {
  it('[H5] [H10] [H11] tells what no choice can mend, in the same words', () => {
    const { event } = hall;
    expect(codeOf(checkTakeBest({ event, hold: undefined, now }, 10))).toBe('done');
    expect(checkTakeBest({ event, hold: makeHold(['s-a-1'], { bought: 3 }), now }, 7)).toMatchObject({
      error: { code: 'limit-reached', details: { limit: 10, has: 4 } },
    });
    expect(
      codeOf(checkTakeBest({ event, hold: makeHold(['s-a-1'], { state: 'paying', orderId }), now }, 1)),
    ).toBe('hold-busy');
    const begun = makeEvent(['s'], { startsAt: now });
    expect(codeOf(checkTakeBest({ event: begun, hold: undefined, now }, 99))).toBe('sale-closed');
  });
});

describe('repeats', () => {
  it('[H9] a request id used for another action is no repeat', () => {
    const { hold } = changeOf(take(['s-a-1', 's-a-2']));
    expect(findAnswer(hold, 'seats/release', requestId)).toBeUndefined();
  });

  it('[H9] a hold remembers each request with what it was answered', () => {
    const first = changeOf(take(['s-a-1', 's-a-2'])).hold;
    const second = changeOf(decideExtend(first, { requestId: 'request-2' as RequestId, now })).hold;
    expect(findAnswer(second, 'seats/hold', requestId)).toMatchObject({
      action: 'seats/hold',
      expiresAt: minutesAfter(10),
    });
    expect(findAnswer(second, 'seats/extend', 'request-2' as RequestId)).toMatchObject({
      extensions: 1,
      expiresAt: minutesAfter(20),
    });
  });

  it('[H9] remembers the last sixteen', () => {
    let hold = changeOf(take(['s-a-1', 's-a-2'])).hold;
    for (let i = 0; i < answeredKept; i += 1)
      hold = changeOf(
        decideRelease({ ...makeHold(['s-a-1', 's-a-2']), answered: hold.answered }, [placeId('s-a-1')], {
          requestId: `repeat-${i}` as RequestId,
          now,
        }),
      ).hold;
    expect(hold.answered).toHaveLength(16);
    expect(findAnswer(hold, 'seats/hold', requestId)).toBeUndefined();
    expect(findAnswer(hold, 'seats/release', 'repeat-0' as RequestId)).toBeDefined();
  });
});
