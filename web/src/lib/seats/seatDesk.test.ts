import { describe, expect, test } from 'vitest';
import type { HoldAnswer } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { HoldId, OrderId, SectionId } from '@fashionista/domain/ids';
import type { Api } from '#lib/platform/api.ts';
import { ServerClock } from '#lib/platform/clock.ts';
import { askApart } from './bestWish.ts';
import { HoldState } from './holdState.svelte.ts';
import { SeatDesk } from './seatDesk.svelte.ts';
import { SeatMapState } from './seatMap.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { place, smallEvent, smallHall } from './testing/smallHall.ts';

const floor = 'floor' as SectionId;
const answerOf = (...placeIds: string[]) =>
  succeed({
    holdId: 'e1_u1',
    places: placeIds.map((placeId) => ({ placeId, ticketTypeId: 'floor', priceMinor: 7_000 })),
    currency: 'EUR',
    expiresAt: '2126-10-03T12:10:00Z',
    extensionsLeft: 2,
    serverTime: '2026-10-03T12:00:00Z',
  } as unknown as HoldAnswer);

type Step = Result<HoldAnswer> | (() => Promise<Result<HoldAnswer>>);
interface Seen {
  name: string;
  body: { places?: string[]; together?: boolean };
  requestId: string | undefined;
}

/** A desk before a box office that answers as scripted, and every request it saw. */
function open(...steps: Step[]) {
  const map = new SeatMapState(smallEvent(), smallHall());
  map.applyBoard({ sectionId: floor, places: '............' });
  const selection = new Selection(map);
  const hold = new HoldState(new ServerClock());
  const seen: Seen[] = [];
  let guests = 0;
  const api = {
    call: async (name: string, body: Seen['body'], options?: { requestId?: string }) => {
      seen.push({ name, body, requestId: options?.requestId });
      const step = steps.shift();
      if (step === undefined) throw new Error('the script has no further step');
      return typeof step === 'function' ? step() : step;
    },
  } as unknown as Api;
  const desk = new SeatDesk({ map, selection, hold, api, ensureUser: async () => void (guests += 1) });
  return { map, selection, hold, desk, seen, guestsMade: () => guests };
}
const choose = (selection: Selection, ...ids: string[]) => ids.map((id) => selection.toggle(place(id)));

describe('holding', () => {
  test('turns the choice into the hold, and makes a guest only then', async () => {
    const { desk, selection, hold, map, seen, guestsMade } = open(answerOf('floor-a-1', 'floor-a-2'));
    choose(selection, 'floor-a-1', 'floor-a-2');
    expect(guestsMade()).toBe(0);
    await desk.holdChosen();
    expect(guestsMade()).toBe(1);
    expect(seen[0]?.body.places).toEqual(['floor-a-1', 'floor-a-2']);
    expect(selection.count).toBe(0);
    expect(hold.places).toHaveLength(2);
    expect(map.seat(place('floor-a-1'))?.look).toBe('yours');
    expect(desk.news?.kind).toBe('held');
  });

  test('sends one request at a time', async () => {
    let answer: (result: Result<HoldAnswer>) => void = () => undefined;
    const { desk, selection, seen } = open(() => new Promise((resolve) => (answer = resolve)));
    choose(selection, 'floor-a-1');
    const first = desk.holdChosen();
    await desk.holdChosen();
    await expect.poll(() => seen.length).toBe(1);
    expect(desk.busy).toBe('hold');
    answer(answerOf('floor-a-1'));
    await first;
    expect(desk.busy).toBeNull();
    expect(seen).toHaveLength(1);
  });

  test('what is chosen while the answer is on its way stays chosen', async () => {
    let answer: (result: Result<HoldAnswer>) => void = () => undefined;
    const { desk, selection, seen } = open(() => new Promise((resolve) => (answer = resolve)));
    choose(selection, 'floor-a-1');
    const holding = desk.holdChosen();
    await expect.poll(() => seen.length).toBe(1);
    choose(selection, 'floor-a-2');
    answer(answerOf('floor-a-1'));
    await holding;
    expect(selection.placeIds).toEqual(['floor-a-2']);
  });

  test('a press on something else meanwhile is not lost: it waits for its turn', async () => {
    let answer: (result: Result<HoldAnswer>) => void = () => undefined;
    const { desk, seen } = open(() => new Promise((resolve) => (answer = resolve)), answerOf());
    const holding = desk.holdBest({ quantity: 1 });
    const letting = Promise.all([desk.release('e1_u1' as HoldId), desk.release('e1_u1' as HoldId)]);
    await expect.poll(() => seen.length).toBe(1);
    answer(answerOf('floor-a-1'));
    await Promise.all([holding, letting]);
    expect(seen.map(({ name }) => name)).toEqual(['seats/hold', 'seats/release']);
    expect(desk.busy).toBeNull();
  });

  test('after an unknown outcome the same request is sent again, and the choice is kept', async () => {
    const { desk, selection, seen } = open(refuse('unavailable', 'cut'), answerOf('floor-a-1'));
    choose(selection, 'floor-a-1');
    await desk.holdChosen();
    expect(desk.problem).toEqual({ kind: 'unreachable' });
    expect(selection.count).toBe(1);
    await desk.retry();
    expect(seen[1]?.requestId).toBe(seen[0]?.requestId);
    expect(desk.problem).toBeNull();
  });

  test('that is refused is another request the next time', async () => {
    const { desk, selection, seen } = open(refuse('conflict', 'busy'), answerOf('floor-a-1'));
    choose(selection, 'floor-a-1');
    await desk.holdChosen();
    await desk.holdChosen();
    expect(seen[1]?.requestId).not.toBe(seen[0]?.requestId);
  });
});

describe('refusals keep what can be kept, and offer the next step', () => {
  test('seat-taken: what is gone leaves the choice, the rest stays, one tap holds the nearest', async () => {
    const taken = [place('floor-a-2')];
    const nearest = [place('floor-a-4'), place('floor-a-5')];
    const { desk, selection, seen } = open(
      refuse('seat-taken', 'quicker', { taken, nearest }),
      answerOf(...nearest),
    );
    choose(selection, 'floor-a-1', 'floor-a-2');
    await desk.holdChosen();
    expect(desk.problem).toEqual({ kind: 'taken', taken, nearest, atHold: true });
    expect(selection.placeIds).toEqual(['floor-a-1']);
    await desk.holdInstead(nearest);
    expect(seen[1]?.body.places).toEqual(nearest);
  });

  test('leaves-single: the row’s choice is exchanged, other rows stay', async () => {
    const choice = [place('floor-a-1'), place('floor-a-2')];
    const { desk, selection } = open(refuse('leaves-single', 'single', { choice }));
    choose(selection, 'floor-a-2', 'floor-a-3', 'floor-b-6');
    await desk.holdChosen();
    expect(desk.problem).toEqual({ kind: 'leaves-single', choice });
    expect(desk.withChoice(choice)).toEqual(['floor-b-6', 'floor-a-1', 'floor-a-2']);
  });

  test('hold-busy: the order that is being paid is named', async () => {
    const { desk } = open(refuse('hold-busy', 'paying', { orderId: 'o1' as OrderId }));
    await desk.holdBest({ quantity: 2, together: true });
    expect(desk.problem).toEqual({ kind: 'busy', orderId: 'o1' });
  });

  test('sold-out side by side is told apart from sold out', async () => {
    const ask = { quantity: 4, together: true } as const;
    const { desk, seen } = open(refuse('sold-out', 'none'), refuse('sold-out', 'none'));
    await desk.holdBest(ask);
    expect(desk.problem).toEqual({ kind: 'sold-out', wasTogether: true });
    await desk.holdBest(askApart(ask));
    expect(seen[1]?.body).not.toHaveProperty('together');
    expect(desk.problem).toEqual({ kind: 'sold-out', wasTogether: false });
  });
});

test('what best available held is told apart from what was held before, as far as it is held still', async () => {
  const { desk, hold } = open(
    answerOf('floor-a-1'),
    answerOf('floor-a-1', 'floor-b-1', 'floor-b-2'),
    answerOf('floor-a-1', 'floor-b-2'),
  );
  await desk.holdInstead([place('floor-a-1')]);
  expect(desk.best).toEqual([]);
  await desk.holdBest({ quantity: 2 });
  expect(desk.best).toEqual(['floor-b-1', 'floor-b-2']);
  if (hold.holdId) await desk.release(hold.holdId, [place('floor-b-1')]);
  expect(desk.best).toEqual(['floor-b-2']);
});

describe('a chosen seat that somebody else takes', () => {
  test('is dropped at once, and the nearest is offered', () => {
    const { desk, map, selection } = open();
    choose(selection, 'floor-a-3');
    map.applyBoard({ sectionId: floor, places: '..h.........' });
    desk.checkChosen();
    expect(selection.count).toBe(0);
    expect(desk.problem).toMatchObject({ kind: 'taken', taken: ['floor-a-3'], atHold: false });
    const { problem } = desk;
    if (problem?.kind !== 'taken') throw new Error('no offer');
    expect(problem.nearest).toHaveLength(1);
    desk.chooseNearest(problem.nearest);
    expect(selection.placeIds).toEqual(problem.nearest);
  });

  test('is not mistaken for our own: while our request is under way the board may show it held', async () => {
    let answer: (result: Result<HoldAnswer>) => void = () => undefined;
    const { desk, map, selection } = open(() => new Promise((resolve) => (answer = resolve)));
    choose(selection, 'floor-a-3');
    const holding = desk.holdChosen();
    await expect.poll(() => desk.busy).toBe('hold');
    map.applyBoard({ sectionId: floor, places: '..h.........' });
    desk.checkChosen();
    expect(desk.problem).toBeNull();
    answer(answerOf('floor-a-3'));
    await holding;
    expect(desk.problem).toBeNull();
    expect(map.seat(place('floor-a-3'))?.look).toBe('yours');
  });

  test('a choice kept over a reload is checked when the first board arrives', () => {
    const { desk, map, selection } = open();
    selection.replace([place('floor-b-1')]);
    map.applyBoard({ sectionId: floor, places: '......s.....' });
    desk.checkChosen();
    expect(selection.count).toBe(0);
  });
});

describe('a seat of a hold that ran out', () => {
  test('is told once when somebody else takes it, and not while the board still shows our own hold', async () => {
    const { desk, hold, map } = open(
      succeed({
        ...answerOf('floor-a-3').value,
        expiresAt: '2020-01-01T00:00:00Z',
      }),
    );
    await desk.holdInstead([place('floor-a-3')]);
    hold.tick();
    map.markMine([]);
    expect(hold.lost).toHaveLength(1);
    const show = (places: string) => {
      map.applyBoard({ sectionId: floor, places });
      desk.checkChosen();
    };
    show('..h.........');
    expect(desk.problem).toBeNull();
    show('............');
    show('..h.........');
    expect(desk.problem).toMatchObject({ kind: 'taken', taken: ['floor-a-3'], atHold: false });
    desk.dismiss();
    show('..h........h');
    expect(desk.problem).toBeNull();
  });
});
