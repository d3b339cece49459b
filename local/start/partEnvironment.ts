/**
 * The environment that each part gets: ARCHITECTURE.md's table, for one machine. Real keys that stand in this process's
 * own environment are passed on as they are; whether they are whole and of one mode is checked by the functions
 * themselves, as in production. No IO.
 */
import path from 'node:path';
import { partNames } from './partNames.ts';
import type { PartName } from './partNames.ts';
import type { Places } from './places.ts';
import { withoutLimits } from './localRateLimits.ts';
import type { DemoAccounts } from './readyFile.ts';
import { rootFolder } from './rootFolder.ts';

export const projectId = 'demo-fashionista';
/** The Auth emulator takes any; a browser must send one. */
export const apiKey = 'demo-api-key';
/** Where files lie. */
export const storageBucket = `${projectId}.firebasestorage.app`;

type Environment = Record<string, string | undefined>;

const stripeKeys = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_PUBLISHABLE_KEY'];

/** Any one of Stripe's keys means the real Stripe: half a set must be refused, not papered over by the double. */
export const hasRealStripe = (env: Environment): boolean => stripeKeys.some((key) => Boolean(env[key]));
export const hasRealMail = (env: Environment): boolean => Boolean(env['SMTP_URL']);

export interface EnvironmentInputs {
  places: Places;
  /** Where this run's parts keep data; undefined: nowhere. */
  saveFolder: string | undefined;
  signingKeys: string;
  /** This process's own environment. */
  own: Environment;
  /** Who can sign in. */
  accounts: DemoAccounts;
  /** Simulated buyers a minute from the start; undefined: none until they are switched on. */
  buyersAMinute?: number;
  /** The functions host that runs task queues when it is not the one being started. */
  tasksAt?: string;
}

const hostOf = (origin: string | undefined) => (origin === undefined ? undefined : new URL(origin).host);

/** What the functions and, in development, Vite's server side are told. */
function functionsEnvironment({ places, signingKeys, own, tasksAt }: EnvironmentInputs): Environment {
  const { origins } = places;
  const publicOrigin = origins.front ?? origins.functions;
  const realStripe = hasRealStripe(own);
  const webConfig = {
    firebase: { apiKey, projectId, authDomain: `${projectId}.firebaseapp.com`, storageBucket },
    emulators: { auth: origins.auth, firestore: origins.firestore, storage: origins.storage },
    ...(realStripe ? {} : { paymentDouble: origins.stripe }),
  };
  return {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: hostOf(origins.firestore),
    FIREBASE_AUTH_EMULATOR_HOST: hostOf(origins.auth),
    FIREBASE_STORAGE_EMULATOR_HOST: hostOf(origins.storage),
    // Firebase's Admin SDK takes a host, Google's own library beneath it an address.
    STORAGE_EMULATOR_HOST: origins.storage,
    STORAGE_BUCKET: storageBucket,
    CLOUD_TASKS_EMULATOR_HOST: hostOf(tasksAt ?? origins.functions),
    // Off a network the Admin SDK would look for Google's metadata server and warn.
    METADATA_SERVER_DETECTION: 'none',
    PUBLIC_ORIGIN: publicOrigin,
    ...(realStripe
      ? {}
      : {
          STRIPE_SECRET_KEY: 'sk_test_double',
          STRIPE_WEBHOOK_SECRET: 'whsec_double',
          STRIPE_API_ORIGIN: origins.stripe,
        }),
    SMTP_URL: own['SMTP_URL'] ?? places.smtp,
    MAIL_FROM: own['MAIL_FROM'] ?? 'Fashionista Portal <tickets@fashionista.example>',
    TICKET_SIGNING_KEYS: own['TICKET_SIGNING_KEYS'] ?? signingKeys,
    RATE_LIMITS: own['RATE_LIMITS'] ?? withoutLimits('address'),
    WEB_CONFIG: JSON.stringify(webConfig),
  };
}

/** What the seed needs: the emulators, and the key that signs the tickets it has sold. */
export const seedEnvironment = ({ places, signingKeys, own }: EnvironmentInputs): Environment => ({
  GCLOUD_PROJECT: projectId,
  FIRESTORE_EMULATOR_HOST: hostOf(places.origins.firestore),
  FIREBASE_AUTH_EMULATOR_HOST: hostOf(places.origins.auth),
  METADATA_SERVER_DETECTION: 'none',
  TICKET_SIGNING_KEYS: own['TICKET_SIGNING_KEYS'] ?? signingKeys,
});

/** What stands on the page that links to every part; the front serves it. */
function describeParts({ places, accounts }: EnvironmentInputs): string {
  const { origins, smtp } = places;
  const about: Record<PartName, string> = {
    front: 'The portal, as Hosting serves it',
    functions: 'Actions, webhooks, triggers, tasks and schedules',
    web: 'Vite, with hot reload',
    auth: 'Auth emulator',
    firestore: 'Firestore emulator',
    storage: 'Storage emulator',
    stripe: 'Double of Stripe: payments, events, knobs',
    'simulated-buyers': 'A crowd that browses, holds, pays and gives up; off until it is switched on',
    mail: `Caught e-mail${smtp === undefined ? '' : ` (${smtp})`}`,
  };
  const parts = partNames.flatMap((name) => {
    const origin = origins[name];
    return origin === undefined ? [] : [{ name, origin, about: about[name] }];
  });
  return JSON.stringify({ parts, accounts });
}

/** The environment of `part` beyond this process's own. */
export function environmentOf(part: PartName, inputs: EnvironmentInputs): Environment {
  const { places, saveFolder } = inputs;
  const { origins, ports } = places;
  const common: Environment = {
    PORT: String(ports[part] ?? 0),
    GCLOUD_PROJECT: projectId,
    STATE_DIR: saveFolder === undefined ? undefined : path.join(saveFolder, part),
  };
  switch (part) {
    case 'auth':
      return { ...common, HUB_PORT: String(ports.hub), LOGGING_PORT: String(ports.logging) };
    case 'firestore':
      return {
        ...common,
        FIRESTORE_RULES: path.join(rootFolder, 'firestore.rules'),
        FUNCTIONS_EMULATOR_HOST: `127.0.0.1:${places.triggersPort}`,
      };
    case 'storage':
      return {
        ...common,
        STORAGE_RULES: path.join(rootFolder, 'storage.rules'),
        FIRESTORE_EMULATOR_HOST: hostOf(origins.firestore),
      };
    case 'stripe':
      return {
        ...common,
        STRIPE_WEBHOOK_URL: origins.functions && `${origins.functions}/webhooks/stripe`,
        STRIPE_WEBHOOK_SECRET: 'whsec_double',
      };
    case 'mail':
      return { ...common, SMTP_PORT: String(ports.smtp) };
    case 'functions':
      return { ...common, ...functionsEnvironment(inputs) };
    case 'simulated-buyers':
      return {
        ...common,
        API_KEY: apiKey,
        PORTAL_ORIGIN: origins.front ?? origins.functions,
        AUTH_ORIGIN: origins.auth,
        FIRESTORE_ORIGIN: origins.firestore,
        STRIPE_ORIGIN: origins.stripe,
        BUYERS_A_MINUTE: inputs.buyersAMinute?.toString(),
      };
    case 'web':
      return { ...common, ...functionsEnvironment(inputs) };
    case 'front':
      return {
        ...common,
        FUNCTIONS_ORIGIN: origins.functions,
        // In development Vite answers what the function `web` otherwise does.
        WEB_ORIGIN: origins.web,
        SIMULATED_BUYERS_ORIGIN: origins['simulated-buyers'],
        LOCAL_PARTS: describeParts(inputs),
      };
  }
}
