/** A browser's IndexedDB and localStorage, empty, for the tests of what a device keeps. No IO. */
import * as fake from 'fake-indexeddb';
import { vi } from 'vitest';

/** Until `vi.unstubAllGlobals()`. */
export function stubBrowserStorage(): Map<string, string> {
  const { default: _default, forceCloseDatabase: _force, ...classes } = fake;
  for (const [name, value] of Object.entries(classes)) vi.stubGlobal(name, value);
  vi.stubGlobal('indexedDB', new fake.IDBFactory());
  const notes = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => notes.get(key) ?? null,
    setItem: (key: string, value: string) => void notes.set(key, value),
    removeItem: (key: string) => void notes.delete(key),
  });
  return notes;
}
