/**
 * A guest whom this browser was, until somebody signed in to an account that exists: their token, with which what is theirs is
 * taken along. Kept until that is done, so that nothing is lost to a page that closes or a line that breaks.
 * IO: localStorage.
 */
import type { RequestId } from '@fashionista/domain/ids';
import { newRequestId } from '#lib/platform/api.ts';
import { readDeviceNote, writeDeviceNote } from '#lib/platform/deviceNotes.ts';
import type { GuestLeft } from '#lib/platform/session.svelte.ts';

export interface LeftGuest extends GuestLeft {
  /** One intent, however often it is tried. */
  requestId: RequestId;
}

const key = 'left-guest';
/** Where storage is forbidden: until this page is left. */
let held: LeftGuest | undefined;

export function keepLeftGuest(guest: GuestLeft): void {
  held = { ...guest, requestId: newRequestId() };
  writeDeviceNote(key, JSON.stringify(held));
}

export function readLeftGuest(): LeftGuest | undefined {
  const kept = readDeviceNote(key) ?? undefined;
  try {
    return kept === undefined ? held : (JSON.parse(kept) as LeftGuest);
  } catch {
    // Not ours.
    return held;
  }
}

export function forgetLeftGuest(): void {
  held = undefined;
  writeDeviceNote(key, null);
}
