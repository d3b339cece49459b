/**
 * The one Firebase app of a page, made on first need. The SDK must find the same app for Auth and Firestore, so that
 * a signed-in reader's token goes with every listener. Only ever loaded by a dynamic import: nothing of Firebase is
 * in the first screen's JavaScript.
 */
import { getApps, initializeApp } from 'firebase/app';
import type { FirebaseApp } from 'firebase/app';
import type { WebConfig } from './config.ts';

export const openFirebaseApp = (config: WebConfig): FirebaseApp =>
  getApps()[0] ?? initializeApp(config.firebase);
