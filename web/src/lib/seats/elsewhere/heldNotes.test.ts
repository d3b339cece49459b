import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventId } from '@fashionista/domain/ids';
import { dropHeldNote, heldNotesKey, keepHeldNote, readHeldNotes } from './heldNotes.ts';

const nowMs = Date.parse('2027-03-01T10:00:00Z');
const noteOf = (name: string, minutes: number) => ({
  eventId: name as EventId,
  slug: `the-${name}`,
  title: `The ${name}`,
  untilMs: nowMs + minutes * 60_000,
});
const [gala, salon] = [noteOf('gala', 9), noteOf('salon', 4)];

describe('notes of holds', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('one an event, the soonest to end first, until they are dropped', () => {
    keepHeldNote(noteOf('gala', 2), nowMs);
    keepHeldNote(gala, nowMs);
    keepHeldNote(salon, nowMs);
    expect(readHeldNotes(nowMs)).toEqual([salon, gala]);
    dropHeldNote(salon.eventId, nowMs);
    expect(readHeldNotes(nowMs)).toEqual([gala]);
    dropHeldNote(gala.eventId, nowMs);
    expect(kept.size).toBe(0);
  });

  test('what is over is none; a minute late it is still told', () => {
    keepHeldNote(salon, nowMs);
    expect(readHeldNotes(salon.untilMs + 59_000)).toEqual([salon]);
    expect(readHeldNotes(salon.untilMs + 60_000)).toEqual([]);
  });

  test.each(['', '{', 'null', '{"a":1}', '[null,1,"a",{"eventId":"gala"}]'])(
    'what is not ours is none: %s',
    (text) => {
      kept.set(heldNotesKey, text);
      expect(readHeldNotes(nowMs)).toEqual([]);
      keepHeldNote(gala, nowMs);
      expect(readHeldNotes(nowMs)).toEqual([gala]);
    },
  );

  test('where storage is forbidden there are none', () => {
    vi.stubGlobal('localStorage', undefined);
    keepHeldNote(gala, nowMs);
    expect(readHeldNotes(nowMs)).toEqual([]);
  });
});
