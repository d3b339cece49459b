/**
 * Of which events this browser holds places, so that pages of others can say so. What is held, and for how long, is the live
 * record's to say; a note only tells where to listen. IO: localStorage.
 */
import type { EventId } from '@fashionista/domain/ids';
import * as device from '#lib/platform/deviceNotes.ts';

export interface HeldNote {
  eventId: EventId;
  slug: string;
  title: string;
  /** When it is over at the latest, as far as this browser's clock can tell: epoch milliseconds. */
  untilMs: number;
}

export const heldNotesKey = 'holds';
/** Clocks disagree; and who comes a little late is told that the time is over. */
const graceMs = 60_000;

const isNote = (value: unknown): value is HeldNote =>
  typeof value === 'object' &&
  value !== null &&
  ['eventId', 'slug', 'title'].every((key) => key in value && typeof value[key as never] === 'string') &&
  'untilMs' in value &&
  typeof value.untilMs === 'number';

/** Those that may still be held, the soonest to end first. What is not ours is no note. */
export function readHeldNotes(nowMs: number): HeldNote[] {
  let kept: unknown;
  try {
    kept = JSON.parse(device.readDeviceNote(heldNotesKey) ?? '[]');
  } catch {
    return [];
  }
  return (Array.isArray(kept) ? kept.filter(isNote) : [])
    .filter(({ untilMs }) => untilMs + graceMs > nowMs)
    .sort((one, other) => one.untilMs - other.untilMs);
}

function write(notes: readonly HeldNote[]): void {
  device.writeDeviceNote(heldNotesKey, notes.length > 0 ? JSON.stringify(notes) : null);
}

const others = (eventId: EventId, nowMs: number): HeldNote[] =>
  readHeldNotes(nowMs).filter((note) => note.eventId !== eventId);

export function keepHeldNote({ eventId, slug, title, untilMs }: HeldNote, nowMs: number): void {
  write([...others(eventId, nowMs), { eventId, slug, title, untilMs }]);
}

export function dropHeldNote(eventId: EventId, nowMs: number): void {
  write(others(eventId, nowMs));
}
