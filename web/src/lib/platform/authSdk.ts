/**
 * The part of Firebase Auth that the portal uses, in one lazily imported module so that the rest is shaken off.
 * No popup or redirect resolver: sign-in here is guest and e-mail with password.
 */
import {
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
} from 'firebase/auth';
import type { Auth } from 'firebase/auth';
import type { WebConfig } from './config.ts';
import { openFirebaseApp } from './firebaseApp.ts';

export {
  EmailAuthProvider,
  createUserWithEmailAndPassword,
  linkWithCredential,
  onAuthStateChanged,
  signInAnonymously,
  signInWithEmailAndPassword,
  signOut,
  updateProfile,
} from 'firebase/auth';

export function openAuth(config: WebConfig): Auth {
  const auth = initializeAuth(openFirebaseApp(config), {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
  });
  if (config.emulators) connectAuthEmulator(auth, config.emulators.auth, { disableWarnings: true });
  return auth;
}
