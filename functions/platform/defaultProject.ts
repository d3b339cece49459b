/**
 * The store and the accounts of the project that the environment names: emulators, or Firebase with application default
 * credentials. For tools at a command line; functions have theirs from `services.ts`. IO: none until they are used.
 */
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import { createAuthUsers } from './authUsers.ts';
import type { AuthUsers } from './authUsers.ts';
import { createLog } from './log.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** A person waits at the terminal, but for one answer and not in a rush of sales. */
const deadlineMs = 10_000;

export function openDefaultProject(): { store: Store; authUsers: AuthUsers } {
  const app = initializeApp();
  return {
    store: createStore(getFirestore(app), createLog(), deadlineMs),
    authUsers: createAuthUsers(getAuth(app)),
  };
}
