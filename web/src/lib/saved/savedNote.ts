/**
 * What this browser remembers of somebody's saved events between pages: what was known the last time, so that buttons
 * tell the truth before anything is loaded, and wishes that no server has heard yet, so that none is lost by a reload
 * without a connection. IO: localStorage, which may be forbidden or hold anything.
 */
import type { EventId, Uid } from '@fashionista/domain/ids';
import { readDeviceNote, writeDeviceNote } from '#lib/platform/deviceNotes.ts';

export interface SavedNote {
  /** Whose it is; nobody's where there is no account yet. */
  owner: { uid: Uid; isGuest: boolean } | null;
  saved: EventId[];
  /** Saved (`true`) or let go of (`false`), and not yet confirmed. */
  wishes: [EventId, boolean][];
}

const key = 'saved';
export const emptyNote: SavedNote = { owner: null, saved: [], wishes: [] };

export interface SavedNotes {
  read: () => SavedNote;
  write: (note: SavedNote) => void;
}

const isWish = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'boolean';

/** Of a text that is not ours nothing is taken. */
export function parseNote(text: string | null): SavedNote {
  try {
    const note = JSON.parse(text ?? 'null') as Partial<SavedNote> | null;
    const isOurs =
      Array.isArray(note?.saved) &&
      note.saved.every((id) => typeof id === 'string') &&
      Array.isArray(note.wishes) &&
      note.wishes.every(isWish) &&
      (note.owner === null || typeof note.owner?.uid === 'string');
    return isOurs ? (note as SavedNote) : emptyNote;
  } catch {
    return emptyNote;
  }
}

/** Without storage a wish lives as long as its page. */
export const browserNotes: SavedNotes = {
  read: () => parseNote(readDeviceNote(key) ?? null),
  write: (note) => {
    const isEmpty = note.owner === null && note.wishes.length === 0;
    writeDeviceNote(key, isEmpty ? null : JSON.stringify(note));
  },
};
