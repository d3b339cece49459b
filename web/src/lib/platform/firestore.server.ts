/**
 * Reading Firestore while rendering on the server: as nobody, under the rules, so that a page kept by the CDN can
 * never hold what only some may read. The lite SDK (plain requests, no listeners), never the Admin SDK.
 */
import { initializeApp } from 'firebase/app';
import {
  collection,
  connectFirestoreEmulator,
  doc,
  getDoc,
  getDocs,
  getFirestore,
  limit,
  orderBy,
  query,
  where,
} from 'firebase/firestore/lite';
import type { Firestore } from 'firebase/firestore/lite';
import type { QueryShape } from './queryShape.ts';
import { withDates } from './timestamps.ts';
import { readWebConfig } from './webConfig.server.ts';

/** A reader is told sooner than a proxy would give up: an error page with "try again" beats a blank minute. */
const readTimeoutMs = 8_000;

let opened: Firestore | undefined;

/** One client a process: it holds no user and no state but its connection. */
function open(): Firestore {
  if (opened) return opened;
  const { firebase, emulators } = readWebConfig();
  opened = getFirestore(initializeApp(firebase, 'server-rendering'));
  if (emulators) {
    const { hostname, port } = new URL(emulators.firestore);
    connectFirestoreEmulator(opened, hostname, Number(port));
  }
  return opened;
}

async function withinTime<Value>(reading: Promise<Value>, what: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Firestore did not answer for ${what}.`)), readTimeoutMs);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function readDocument<Value>(path: string): Promise<Value | undefined> {
  const snapshot = await withinTime(getDoc(doc(open(), path)), path);
  return snapshot.exists() ? (withDates(snapshot.data()) as Value) : undefined;
}

export async function readQuery<Value>(shape: QueryShape): Promise<Value[]> {
  const { docs } = await withinTime(
    getDocs(
      query(
        collection(open(), shape.collection),
        ...(shape.where ?? []).map(([field, operator, value]) => where(field, operator, value)),
        ...(shape.orderBy ?? []).map(([field, direction]) => orderBy(field, direction)),
        ...(shape.limit === undefined ? [] : [limit(shape.limit)]),
      ),
    ),
    shape.collection,
  );
  return docs.map((document) => withDates(document.data()) as Value);
}
