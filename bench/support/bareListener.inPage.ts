/** A page with nothing in it but the browser SDK listening to some documents: bundled and run by `bareListener.ts`. */
import { initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, doc, getFirestore, onSnapshot } from 'firebase/firestore';

export interface BareListenerInput {
  projectId: string;
  apiKey: string;
  host: string;
  port: number;
  /** Of documents that have a `version`. */
  paths: string[];
}

declare global {
  /** Settles once the first snapshot of each is there. */
  var listenBarely: (input: BareListenerInput) => Promise<void>;
  /** When the first document was heard to have this `version`, as wall time in milliseconds. */
  var heardAt: (version: number) => Promise<number>;
}

const heard = new Map<number, number>();
const waiting = new Map<number, (atMs: number) => void>();

globalThis.listenBarely = async ({ projectId, apiKey, host, port, paths }) => {
  const db = getFirestore(initializeApp({ projectId, apiKey }));
  connectFirestoreEmulator(db, host, port);
  const begun = paths.map(
    (path, i) =>
      new Promise<void>((resolve, reject) => {
        onSnapshot(
          doc(db, path),
          (snapshot) => {
            // Nothing is heard yet when the SDK itself says that it has no such document.
            if (snapshot.metadata.fromCache) return;
            resolve();
            if (i > 0) return;
            const atMs = performance.timeOrigin + performance.now();
            const version = snapshot.get('version') as number;
            heard.set(version, atMs);
            waiting.get(version)?.(atMs);
          },
          reject,
        );
      }),
  );
  await Promise.all(begun);
};

globalThis.heardAt = (version) =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`version ${version} was not heard of in time`)), 10_000);
    const already = heard.get(version);
    if (already === undefined) waiting.set(version, resolve);
    else resolve(already);
  });
