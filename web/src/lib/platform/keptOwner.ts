/**
 * Whose readings this device keeps: a note in localStorage, so that it is known without opening anything, and the end of
 * it. Apart from the store, because every page must know of a sign-out, and only a few keep anything.
 * IO: localStorage, IndexedDB where something is to be emptied.
 */
import { readDeviceNote, writeDeviceNote } from './deviceNotes.ts';

/** Holds the owner's uid. Empty: signed out, and not emptied yet. */
const key = 'kept-for';

/** `undefined` for nobody; an empty text where what is left is still to be emptied. Where storage is forbidden nothing is kept. */
export const readKeptOwner = (): string | undefined => readDeviceNote(key) ?? undefined;

/** `undefined` takes the note away. Answers whether it could be written. */
export const writeKeptOwner = (uid: string | undefined): boolean => writeDeviceNote(key, uid ?? null);

/** Heard from the session: who is signed in now. What is another's is gone when this settles. */
export async function leaveKeptTo(uid: string | undefined): Promise<void> {
  const owner = readKeptOwner();
  if (owner === undefined || owner === uid) return;
  // From here on nobody is shown what is left. Should the page be closed meanwhile, the next one goes on.
  writeKeptOwner('');
  try {
    const { openKeptReadings } = await import('./keptReadings.ts');
    await (await openKeptReadings()).clear();
  } catch {
    // No code or no storage just now: the next page tries again.
    return;
  }
  if (readKeptOwner() === '') writeKeptOwner(undefined);
}
