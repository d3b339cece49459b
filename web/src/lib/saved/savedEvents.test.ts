import type { EventId, Uid } from '@fashionista/domain/ids';
import type { SavedEvent } from '@fashionista/domain/savedEvent';
import { describe, expect, test } from 'vitest';
import type { WriteOutcome } from '#lib/platform/ownDocuments.ts';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import { SavedEvents } from './savedEvents.svelte.ts';
import { emptyNote, parseNote } from './savedNote.ts';
import type { SavedNote } from './savedNote.ts';

const folds = 'folds' as EventId;
const wool = 'wool' as EventId;
const guest = { uid: 'guest', isGuest: true };
const member = { uid: 'member', isGuest: false };

interface Write {
  path: string;
  kind: 'create' | 'remove';
  end: (outcome: WriteOutcome) => Promise<void>;
}

/** Everything around the saved events, in the test's hand. `isOffline`: no guest can be made. */
function open(note: SavedNote = emptyNote, isOffline = false) {
  const writes: Write[] = [];
  let listener: Listener<SavedEvent[]> | undefined;
  let written = note;
  let guestsAsked = 0;
  const write = (kind: Write['kind'], path: string) =>
    new Promise<WriteOutcome>((resolve) => {
      const end = async (outcome: WriteOutcome) => {
        resolve(outcome);
        await Promise.resolve();
        await Promise.resolve();
      };
      writes.push({ path, kind, end });
    });
  const saved = new SavedEvents({
    live: {
      listenQuery: (_shape: unknown, given: Listener<never[]>) => {
        listener = given as unknown as Listener<SavedEvent[]>;
        return () => (listener = undefined);
      },
    },
    documents: {
      create: (path: string) => write('create', path),
      remove: (path: string) => write('remove', path),
    },
    ensureUser: async () => {
      guestsAsked += 1;
      if (isOffline) throw new Error('offline');
    },
    notes: { read: () => note, write: (given) => (written = given) },
  });
  saved.begin();
  return {
    saved,
    writes,
    note: () => written,
    guestsAsked: () => guestsAsked,
    become: (user: typeof guest | null) => {
      saved.belongTo(user);
      if (user) saved.follow(user.uid as Uid);
    },
    hear: (...ids: EventId[]) =>
      listener?.onValue(
        ids.map((eventId) => ({ eventId, savedAt: new Date() })),
        false,
      ),
    fail: () => listener?.onFailure('denied'),
  };
}
const sent = (writes: readonly Write[]) => writes.map(({ kind, path }) => `${kind} ${path}`);

describe('a press', () => {
  test('shows at once, and makes a guest where there is nobody', () => {
    const { saved, writes, become, hear, guestsAsked } = open();
    become(null);
    saved.toggle(folds);
    expect(saved.isSaved(folds)).toBe(true);
    expect(guestsAsked()).toBe(1);
    expect(writes).toEqual([]);
    become(guest);
    hear();
    expect(sent(writes)).toEqual(['create users/guest/saved/folds']);
  });

  test('asks for nobody and listens to nothing before there is a wish', () => {
    const { saved, become, guestsAsked } = open();
    become(null);
    expect(guestsAsked()).toBe(0);
    expect(saved.isNeeded).toBe(false);
  });

  test('again takes it back', async () => {
    const { saved, writes, become, hear } = open();
    become(member);
    hear(folds);
    saved.toggle(folds);
    expect(saved.isSaved(folds)).toBe(false);
    saved.toggle(folds);
    expect(saved.isSaved(folds)).toBe(true);
    expect(sent(writes)).toEqual(['remove users/member/saved/folds', 'create users/member/saved/folds']);
    // The first one's end says nothing about the second.
    await writes[0]?.end('done');
    expect(saved.isSaved(folds)).toBe(true);
    expect(saved.isWaiting).toBe(true);
    await writes[1]?.end('done');
    expect(saved.isSaved(folds)).toBe(true);
    expect(saved.isWaiting).toBe(false);
  });

  test('that is refused is undone, and said', async () => {
    const { saved, writes, become, hear } = open();
    become(member);
    hear();
    saved.toggle(folds);
    await writes[0]?.end('denied');
    expect(saved.isSaved(folds)).toBe(false);
    expect(saved.wasRefused(folds)).toBe(true);
    saved.toggle(folds);
    expect(saved.wasRefused(folds)).toBe(false);
  });

  test('that another page was quicker with is no refusal', async () => {
    const { saved, writes, become, hear } = open();
    become(member);
    hear();
    saved.toggle(folds);
    hear(folds);
    await writes[0]?.end('denied');
    expect(saved.wasRefused(folds)).toBe(false);
    expect(saved.isSaved(folds)).toBe(true);
  });

  test('that never left is sent again when there is a connection', async () => {
    const { saved, writes, become, hear } = open();
    become(member);
    hear();
    saved.toggle(folds);
    await writes[0]?.end('failed');
    expect(saved.isSaved(folds)).toBe(true);
    saved.retry();
    expect(sent(writes)).toEqual(['create users/member/saved/folds', 'create users/member/saved/folds']);
  });
});

describe('without a connection', () => {
  test('a wish stands in the note, and the next page sends it', () => {
    const first = open(emptyNote, true);
    first.become(null);
    first.saved.toggle(folds);
    expect(first.note().wishes).toEqual([[folds, true]]);

    const next = open(first.note());
    expect(next.saved.isSaved(folds)).toBe(true);
    next.become(null);
    expect(next.guestsAsked()).toBe(1);
    next.become(guest);
    next.hear();
    expect(sent(next.writes)).toEqual(['create users/guest/saved/folds']);
  });

  test('a wish that the server fulfilled meanwhile is not sent again', () => {
    const { saved, writes, become, hear } = open({
      owner: { uid: 'member' as Uid, isGuest: false },
      saved: [],
      wishes: [[folds, true]],
    });
    become(member);
    hear(folds);
    expect(writes).toEqual([]);
    expect(saved.isWaiting).toBe(false);
  });
});

describe('[E4] who it belongs to', () => {
  test('a guest who signs in takes what was saved along', () => {
    const { saved, writes, become, hear } = open();
    become(guest);
    hear(folds, wool);
    saved.toggle(wool);
    become(member);
    expect(saved.isSaved(folds)).toBe(true);
    hear();
    expect(sent(writes).slice(1)).toEqual(['create users/member/saved/folds']);
  });

  test('a guest who creates an account keeps it without a write', () => {
    const { saved, writes, become, hear } = open();
    become(guest);
    hear(folds);
    become({ ...guest, isGuest: false });
    hear(folds);
    expect(saved.eventIds).toEqual([folds]);
    expect(writes).toEqual([]);
  });

  test('a member’s is nobody else’s in the same browser', () => {
    const { saved, note, become, hear } = open();
    become(member);
    hear(folds);
    become(null);
    expect(saved.eventIds).toEqual([]);
    expect(note()).toEqual(emptyNote);
    become(guest);
    hear();
    expect(saved.eventIds).toEqual([]);
  });

  test('a member who signs out leaves nothing to the next member', () => {
    const { saved, writes, become, hear } = open();
    become(member);
    hear(folds);
    become({ uid: 'other', isGuest: false });
    hear();
    expect(saved.eventIds).toEqual([]);
    expect(writes).toEqual([]);
  });
});

test('a listener that ended is begun anew when asked', () => {
  const { saved, become, fail } = open();
  become(member);
  fail();
  expect(saved.status).toBe('failed');
  const { round } = saved;
  saved.retry();
  expect(saved.round).not.toBe(round);
});

test('what stands in storage is taken only if it is a note', () => {
  const note: SavedNote = { owner: null, saved: [folds], wishes: [[wool, false]] };
  expect(parseNote(JSON.stringify(note))).toEqual(note);
  for (const text of [
    null,
    '',
    '{',
    'null',
    '7',
    '{"saved":7}',
    '{"owner":null,"saved":[],"wishes":[["a"]]}',
  ])
    expect(parseNote(text)).toEqual(emptyNote);
});
