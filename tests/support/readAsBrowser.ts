/** Reads Firestore as a browser does, under the rules, with a token at hand. IO: the Firestore emulator. */
import { randomUUID } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, doc, getDocFromServer, getFirestore } from 'firebase/firestore';
import { stack } from './stack.ts';

/** Whether the document at `path` is there for whoever has this token. Any failure but a denial is thrown. */
export async function mayRead(token: string, path: string): Promise<boolean> {
  const { projectId, apiKey, firestore } = stack();
  const app = initializeApp({ projectId, apiKey }, `reader-${randomUUID()}`);
  const db = getFirestore(app);
  const { hostname, port } = new URL(firestore);
  connectFirestoreEmulator(db, hostname, Number(port), { mockUserToken: token });
  try {
    return (await getDocFromServer(doc(db, path))).exists();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'permission-denied') return false;
    throw error;
  } finally {
    await deleteApp(app);
  }
}
