import type { EventId } from '@fashionista/domain/ids';
import { expect, test } from 'vitest';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import { EventWatch } from './eventWatch.svelte.ts';

function open() {
  const listeners = new Map<string, Listener<unknown>>();
  const kept = {
    listenDocument: (path: string, listener: Listener<unknown>) => {
      listeners.set(path, listener);
      return () => listeners.delete(path);
    },
  } as unknown as KeptStore;
  const watch = new EventWatch(kept);
  const stop = watch.follow('e1' as EventId);
  return {
    watch,
    stop,
    followed: () => [...listeners.keys()],
    say: (path: string, value: unknown) => listeners.get(path)?.onValue(value, false),
    fail: (path: string) => listeners.get(path)?.onFailure('denied'),
  };
}

test('the venue of the event is followed, and the new one where the show moves', () => {
  const { watch, say, followed, stop } = open();
  say('events/e1', { eventId: 'e1', venueId: 'salone' });
  say('venues/salone', { venueId: 'salone' });
  say('events/e1', { eventId: 'e1', venueId: 'salone', title: 'Lace' });
  expect(watch.venue).toEqual({ venueId: 'salone' });
  say('events/e1', { eventId: 'e1', venueId: 'stazione' });
  expect(watch.venue).toBeUndefined();
  expect(followed()).toEqual(['events/e1', 'venues/stazione']);
  stop();
  expect(followed()).toEqual([]);
});

test('an event that may not be read is not known, and breaks nothing', () => {
  const { watch, fail, stop } = open();
  fail('events/e1');
  expect(watch.event).toBeUndefined();
  stop();
});
