/**
 * The functions' own services in the test's process, on the stack's emulators and doubles, with a gated store and a
 * clock that the test can set ahead. What the stack itself does meanwhile goes by the real clock.
 */
import type { HoldId, RequestId, Uid } from '@fashionista/domain/ids';
import { initializeApp } from 'firebase-admin/app';
import { sweep } from '../../functions/background/sweep.ts';
import { createServices } from '../../functions/services.ts';
import type { Patience, Services } from '../../functions/services.ts';
import type { Caller } from '../../functions/platform/identity.ts';
import { storageBucket } from '../../local/start/partEnvironment.ts';
import { makeSigningKeys } from '../../local/start/signingKeys.ts';
import { gateStore } from './gatedStore.ts';
import type { GatedStore } from './gatedStore.ts';
import { stack } from './stack.ts';

export interface StagedServices extends Services {
  store: GatedStore;
  /** Sets the clock ahead of the real one. */
  setAhead(minutes: number): void;
}

export interface StageOptions {
  /** host:port of what stands before Firestore. */
  firestoreHost?: string;
  patience?: Partial<Patience>;
}

let apps = 0;

export function stageServices({ firestoreHost, patience }: StageOptions = {}): StagedServices {
  const { api, auth, firestore, projectId, storage, stripe, web } = stack();
  const env = {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: firestoreHost ?? new URL(firestore).host,
    FIREBASE_AUTH_EMULATOR_HOST: new URL(auth).host,
    FIREBASE_STORAGE_EMULATOR_HOST: new URL(storage).host,
    STORAGE_EMULATOR_HOST: storage,
    STORAGE_BUCKET: storageBucket,
    CLOUD_TASKS_EMULATOR_HOST: new URL(api).host,
    METADATA_SERVER_DETECTION: 'none',
    PUBLIC_ORIGIN: web,
    STRIPE_SECRET_KEY: 'sk_test_double',
    STRIPE_WEBHOOK_SECRET: 'whsec_double',
    STRIPE_API_ORIGIN: stripe,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'test@example.com',
    TICKET_SIGNING_KEYS: makeSigningKeys(),
  };
  Object.assign(process.env, env);
  // Where Firestore is, is read when an app first asks for it.
  const app = firestoreHost ? initializeApp({ projectId }, `staged-${(apps += 1)}`) : undefined;
  const services = createServices(env, { ...(app && { app }), ...(patience && { patience }) });
  let aheadMs = 0;
  return {
    ...services,
    store: gateStore(services.store),
    clock: () => new Date(Date.now() + aheadMs),
    setAhead: (minutes) => {
      aheadMs = minutes * 60_000;
    },
  };
}

const minuteMs = 60_000;

/**
 * Sweeps at the first full ten minutes that are so far from now: then it does at leisure what has to go some time. Twice, should
 * a minute end meanwhile.
 */
export async function sweepAtLeisure(services: StagedServices, fromMinutes: number): Promise<void> {
  const minute = Math.floor(Date.now() / minuteMs);
  const ahead = Math.ceil((minute + fromMinutes + 1) / 10) * 10 - minute;
  for (const minutes of [ahead - 1, ahead]) {
    services.setAhead(minutes);
    await sweep(services);
  }
  services.setAhead(0);
}

export const callerOf = (uid: string): Caller => ({
  uid: uid as Uid,
  isGuest: true,
  email: undefined,
  isEmailVerified: false,
  role: null,
  signedInAt: new Date(),
  hasSecondFactor: false,
});

let requests = 0;
export const nextRequestId = (): RequestId => `request-${process.pid}-${(requests += 1)}` as RequestId;

export const holdIdFor = (eventId: string, uid: string): HoldId => `${eventId}_${uid}` as HoldId;
