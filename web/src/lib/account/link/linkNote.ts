/**
 * The address that this device asked a link for: who opens the link here need not type it again. Kept by the browser until
 * it is used; where nothing may be kept the page of the link asks. And the link that last proved an address here: opened
 * once more, it has not failed. IO: localStorage.
 */
import { readDeviceNote, writeDeviceNote } from '#lib/platform/deviceNotes.ts';

const key = 'link-email';

export const noteLinkEmail = (email: string): boolean => writeDeviceNote(key, email);
export const readLinkEmail = (): string | undefined => readDeviceNote(key) ?? undefined;
export const forgetLinkEmail = (): boolean => writeDeviceNote(key, null);

const provenKey = 'proven-link';

export const noteProvenCode = (code: string): boolean => writeDeviceNote(provenKey, code);
export const readProvenCode = (): string | undefined => readDeviceNote(provenKey) ?? undefined;
