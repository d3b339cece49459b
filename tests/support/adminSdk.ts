/**
 * The Admin SDK against the emulators of the stack under test: what a test uses to set a stage, and to look behind the
 * rules at what was written. IO: Firestore, Auth, Storage.
 */
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import type { Auth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import type { Firestore } from 'firebase-admin/firestore';
import { getStorage } from 'firebase-admin/storage';
import { storageBucket } from '../../local/start/partEnvironment.ts';
import { stack } from './stack.ts';

type Bucket = ReturnType<ReturnType<typeof getStorage>['bucket']>;

export interface AdminSdk {
  firestore: Firestore;
  auth: Auth;
  files: Bucket;
  /** Closes its connections; call it in `afterAll`. */
  close: () => Promise<void>;
}

let appsMade = 0;

export function openAdminSdk(): AdminSdk {
  const places = stack();
  process.env['FIRESTORE_EMULATOR_HOST'] = new URL(places.firestore).host;
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] = new URL(places.auth).host;
  process.env['FIREBASE_STORAGE_EMULATOR_HOST'] = new URL(places.storage).host;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  appsMade += 1;
  const app: App = initializeApp({ projectId: places.projectId, storageBucket }, `test-${appsMade}`);
  const firestore = getFirestore(app);
  return {
    firestore,
    auth: getAuth(app),
    files: getStorage(app).bucket(),
    close: async () => {
      await firestore.terminate();
      await deleteApp(app);
    },
  };
}
