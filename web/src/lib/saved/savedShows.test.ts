import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';
import { expect, test } from 'vitest';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import type { QueryShape } from '#lib/platform/queryShape.ts';
import { SavedShows } from './savedShows.svelte.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `e${i}` as EventId);
const event = (eventId: EventId, day: number) =>
  ({ eventId, startsAt: new Date(Date.UTC(2027, 0, day)) }) as FashionEvent;

function open(ids: EventId[]) {
  const asked: { shape: QueryShape; listener: Listener<FashionEvent[]> }[] = [];
  const shows = new SavedShows({
    listenQuery: (shape: QueryShape, listener: Listener<never[]>) => {
      asked.push({ shape, listener: listener as unknown as Listener<FashionEvent[]> });
      return () => undefined;
    },
  });
  shows.follow(ids);
  return { shows, asked };
}

test('more than Firestore takes in one query are asked for in several, each what rules can prove', () => {
  const { asked } = open(idsOf(31));
  expect(asked.map(({ shape }) => (shape.where?.[0]?.[2] as string[]).length)).toEqual([15, 15, 1]);
  for (const { shape } of asked)
    expect(shape.where?.[1]).toEqual(['state', 'in', ['published', 'cancelled']]);
});

test('what is not shown any more is known as gone only once that was answered', () => {
  const [first, second] = idsOf(2) as [EventId, EventId];
  const { shows, asked } = open([first, second]);
  expect(shows.knows([first, second])).toBe(false);
  expect(shows.pickGone([first, second])).toEqual([]);
  asked[0]?.listener.onValue([event(second, 4)], false);
  expect(shows.knows([first, second])).toBe(true);
  expect(shows.pickGone([first, second])).toEqual([first]);
  expect(shows.pick([first, second]).map(({ eventId }) => eventId)).toEqual([second]);
});

test('they stand by their start', () => {
  const [first, second] = idsOf(2) as [EventId, EventId];
  const { shows, asked } = open([first, second]);
  asked[0]?.listener.onValue([event(first, 9), event(second, 4)], false);
  expect(shows.pick([first, second]).map(({ eventId }) => eventId)).toEqual([second, first]);
});
