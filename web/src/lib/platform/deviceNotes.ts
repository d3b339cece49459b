/** Short notes that this browser keeps between pages. Where storage is forbidden there are none. IO: localStorage. */

/** `null`: no such note. `undefined`: storage is forbidden. */
export function readDeviceNote(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

/** `null` takes the note away. Answers whether it could be written. */
export function writeDeviceNote(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
