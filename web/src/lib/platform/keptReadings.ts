/**
 * What this device keeps of one person's readings, in IndexedDB. It has one owner at a time: taking it over empties it,
 * and only its owner writes into it, checked in the transaction that writes, so that a page which has not yet heard of a
 * sign-out puts nothing back. Only ever loaded by a dynamic import. IO: IndexedDB.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';

export interface KeptReading {
  /** As structured clones keep it: dates stay dates. */
  value: unknown;
  /** When the server last said so, by this device's clock. */
  at: Date;
}

interface Kept extends DBSchema {
  readings: { key: string; value: KeptReading };
  owner: { key: 'uid'; value: string };
}

export class KeptReadings {
  readonly #db: IDBPDatabase<Kept>;

  constructor(db: IDBPDatabase<Kept>) {
    this.#db = db;
  }

  /** Makes it this person's: what somebody else left is gone. */
  async takeOver(uid: string): Promise<void> {
    const change = this.#db.transaction(['readings', 'owner'], 'readwrite');
    if ((await change.objectStore('owner').get('uid')) !== uid) {
      await change.objectStore('readings').clear();
      await change.objectStore('owner').put(uid, 'uid');
    }
    await change.done;
  }

  /** `undefined` where nothing is kept, or it is not this person's. */
  async read(uid: string, key: string): Promise<KeptReading | undefined> {
    const look = this.#db.transaction(['readings', 'owner']);
    const isTheirs = (await look.objectStore('owner').get('uid')) === uid;
    return isTheirs ? look.objectStore('readings').get(key) : undefined;
  }

  /** Writes all of them, or, where it is somebody else's or nobody's, none. An `undefined` value is taken out. */
  async write(uid: string, values: ReadonlyMap<string, unknown>, at: Date): Promise<void> {
    const change = this.#db.transaction(['readings', 'owner'], 'readwrite');
    const readings = change.objectStore('readings');
    if ((await change.objectStore('owner').get('uid')) === uid)
      for (const [key, value] of values)
        await (value === undefined ? readings.delete(key) : readings.put({ value, at }, key));
    await change.done;
  }

  /** Nobody's, and empty. */
  async clear(): Promise<void> {
    const change = this.#db.transaction(['readings', 'owner'], 'readwrite');
    await change.objectStore('readings').clear();
    await change.objectStore('owner').clear();
    await change.done;
  }
}

/** Rejects where the browser keeps nothing for this origin. */
export async function openKeptReadings(): Promise<KeptReadings> {
  const db = await openDB<Kept>('kept-readings', 1, {
    upgrade: (made) => {
      made.createObjectStore('readings');
      made.createObjectStore('owner');
    },
    // A newer build may change its shape: it does not wait for this page to be closed.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new KeptReadings(db);
}
