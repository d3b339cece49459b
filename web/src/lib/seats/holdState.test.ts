import { beforeEach, describe, expect, test } from 'vitest';
import type { HoldAnswer } from '@fashionista/domain/actions';
import { rememberAnswer } from '@fashionista/domain/holdRecord';
import type { Hold, PackedAnswer } from '@fashionista/domain/holdRecord';
import type { RequestId } from '@fashionista/domain/ids';
import { ServerClock } from '#lib/platform/clock.ts';
import { HoldState } from './holdState.svelte.ts';

const start = Date.parse('2026-10-03T12:00:00Z');
let localMs = start;
const request = (id: string) => id as RequestId;
const held = { placeId: 'floor-a-1', sectionId: 'floor', ticketTypeId: 'floor', priceMinor: 7_000 };

const answerTo = (id: string) => ({
  ...{ requestId: request(id), action: 'seats/hold' as const },
  ...{ places: [], expiresAt: null, extensions: 0, orderId: null },
});

const documentOf = (part: Partial<Hold>, ...requests: string[]): Hold =>
  ({
    holdId: 'e1_u1',
    state: 'held',
    places: [held],
    currency: 'EUR',
    expiresAt: new Date(start + 600_000),
    extensions: 0,
    bought: 0,
    orderId: null,
    answered: requests.reduce<PackedAnswer[]>((ring, id) => rememberAnswer(ring, answerTo(id)), []),
    ...part,
  }) as Hold;

const answerOf = (part: Partial<HoldAnswer> = {}): HoldAnswer =>
  ({
    holdId: 'e1_u1',
    places: [held],
    currency: 'EUR',
    expiresAt: new Date(start + 600_000).toISOString(),
    extensionsLeft: 2,
    serverTime: new Date(start).toISOString(),
    ...part,
  }) as HoldAnswer;

const emptied: Partial<Hold> = { state: 'empty', places: [], expiresAt: null };

function open(clock = new ServerClock(() => localMs)) {
  return { hold: new HoldState(clock), clock };
}
beforeEach(() => {
  localMs = start;
});

describe('time left', () => {
  test('is counted by the server’s clock, however wrong the browser’s is', () => {
    const { hold, clock } = open();
    localMs = start + 3_600_000;
    clock.observe(new Date(start).toISOString(), localMs, localMs);
    hold.applyDocument(documentOf({}));
    expect(hold.secondsLeft).toBe(600);
    localMs += 599_001;
    hold.tick();
    expect(hold.secondsLeft).toBe(1);
    expect(hold.phase).toBe('held');
  });

  test('warns from the last minute on', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 539_000;
    hold.tick();
    expect(hold.isEnding).toBe(false);
    localMs = start + 540_000;
    hold.tick();
    expect(hold.isEnding).toBe(true);
  });

  test('of a hold being paid runs to the end of its order', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({ state: 'paying', expiresAt: new Date(start + 900_000) }));
    expect(hold.secondsLeft).toBe(900);
    expect(hold.isEnding).toBe(false);
  });
});

describe('a hold that runs out before the buyer', () => {
  test('is over at that instant, before the server has said so, and its seats can be asked for again', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 600_000;
    hold.tick();
    expect(hold.phase).toBe('empty');
    expect(hold.places).toEqual([]);
    expect(hold.lost.map(({ placeId }) => placeId)).toEqual(['floor-a-1']);
    hold.applyDocument(documentOf(emptied));
    expect(hold.lost).toHaveLength(1);
  });

  test('is told once: let be, it stays let be', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 600_000;
    hold.tick();
    hold.forgetLost();
    hold.tick();
    expect(hold.lost).toEqual([]);
  });

  test('counts as run out when the server was a moment quicker', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 598_500;
    hold.applyDocument(documentOf(emptied));
    expect(hold.lost).toHaveLength(1);
  });

  test('is forgotten as soon as the seats are held again', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 600_000;
    hold.tick();
    hold.applyAnswer(answerOf({ expiresAt: new Date(start + 1_200_000).toISOString() }), request('again'));
    expect(hold.lost).toEqual([]);
    expect(hold.phase).toBe('held');
  });

  test('is told again when the server, a moment behind, answered with the same end once more', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 600_000;
    hold.tick();
    hold.applyAnswer(answerOf(), request('again'));
    hold.tick();
    expect(hold.lost).toHaveLength(1);
  });

  test('letting go is no loss, even in the last second', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}));
    localMs = start + 599_500;
    hold.beginRelease();
    hold.applyDocument(documentOf(emptied));
    hold.endRelease();
    expect(hold.lost).toEqual([]);
  });
});

describe('answers and the document, in any order', () => {
  test('an older document does not undo an answer', () => {
    const { hold } = open();
    hold.applyDocument(documentOf({}, 'first'));
    hold.applyAnswer(answerOf({ places: [], expiresAt: null }), request('release'));
    expect(hold.phase).toBe('empty');
    hold.applyDocument(documentOf({}, 'first'));
    expect(hold.phase).toBe('empty');
    hold.applyDocument(documentOf(emptied, 'first', 'release'));
    expect(hold.phase).toBe('empty');
    hold.applyDocument(documentOf({ places: [held, held] as never }, 'first', 'release', 'other-tab'));
    expect(hold.places).toHaveLength(2);
  });

  test('a late answer does not undo a document that knows of it', () => {
    const { hold } = open();
    hold.applyDocument(documentOf(emptied, 'take', 'release'));
    hold.applyAnswer(answerOf(), request('take'));
    expect(hold.phase).toBe('empty');
  });

  test('an answer counts at once, before any document', () => {
    const { hold } = open();
    hold.applyAnswer(answerOf(), request('take'));
    expect(hold.phase).toBe('held');
    expect(hold.totalMinor).toBe(7_000);
    expect(hold.extensionsLeft).toBe(2);
  });
});
