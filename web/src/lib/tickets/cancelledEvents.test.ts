import { expect, test } from 'vitest';
import type { EventId } from '@fashionista/domain/ids';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import { CancelledEvents } from './cancelledEvents.svelte.ts';

const [lace, wool] = ['lace', 'wool'] as EventId[];

test('each event says for itself whether it was cancelled, and may take place again', () => {
  const listeners = new Map<string, Listener<unknown>>();
  const kept = {
    listenDocument: (path: string, listener: Listener<unknown>) => {
      listeners.set(path, listener);
      return () => listeners.delete(path);
    },
  } as unknown as KeptStore;
  const say = (eventId: string, state: string) =>
    listeners.get(`events/${eventId}`)?.onValue({ eventId, state }, false);
  if (!lace || !wool) throw new Error('no ids');
  const cancelled = new CancelledEvents(kept);
  const stop = cancelled.follow([lace, wool]);
  say(lace, 'published');
  say(wool, 'cancelled');
  expect([cancelled.has(lace), cancelled.has(wool)]).toEqual([false, true]);
  listeners.get('events/lace')?.onFailure('denied');
  say(wool, 'published');
  expect([cancelled.has(lace), cancelled.has(wool)]).toEqual([false, false]);
  stop();
  expect(listeners.size).toBe(0);
});
