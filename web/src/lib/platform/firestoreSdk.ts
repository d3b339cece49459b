/**
 * The part of Firestore's browser SDK that the portal uses (documents and queries, listened to; documents of
 * one's own, written), in one lazily imported module so that the rest is shaken off. The browser never writes what an
 * action decides.
 */
import { connectFirestoreEmulator, disableNetwork, enableNetwork, getFirestore } from 'firebase/firestore';
import type { Firestore } from 'firebase/firestore';
import type { WebConfig } from './config.ts';
import { openFirebaseApp } from './firebaseApp.ts';

export {
  collection,
  deleteDoc,
  doc,
  limit,
  onSnapshot,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  where,
} from 'firebase/firestore';

let opened: Firestore | undefined;

/** The SDK itself keeps one instance an app; the emulator may be named only once, before first use. */
export function openFirestore(config: WebConfig): Firestore {
  if (opened) return opened;
  opened = getFirestore(openFirebaseApp(config));
  if (config.emulators) {
    const { hostname, port } = new URL(config.emulators.firestore);
    connectFirestoreEmulator(opened, hostname, Number(port));
  }
  return opened;
}

/** Connects anew at once: after an outage the SDK would wait up to a minute before it tries again. */
export async function reconnect(db: Firestore): Promise<void> {
  await disableNetwork(db);
  await enableNetwork(db);
}
