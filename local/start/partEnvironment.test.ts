import { expect, test } from 'vitest';
import { environmentOf, hasRealMail, hasRealStripe } from './partEnvironment.ts';
import type { EnvironmentInputs } from './partEnvironment.ts';

const inputs = (own: Record<string, string> = {}): EnvironmentInputs => ({
  places: {
    origins: {
      auth: 'http://127.0.0.1:1',
      firestore: 'http://127.0.0.1:2',
      storage: 'http://127.0.0.1:7',
      stripe: 'http://127.0.0.1:3',
      functions: 'http://127.0.0.1:4',
      front: 'http://127.0.0.1:5',
    },
    ports: { functions: 4, firestore: 2 },
    smtp: 'smtp://127.0.0.1:6',
    triggersPort: 4,
  },
  saveFolder: '/state',
  signingKeys: '{"keys":[]}',
  own,
  accounts: {},
});

test('functions talk to the doubles where no real keys are set', () => {
  const env = environmentOf('functions', inputs());
  expect(env).toMatchObject({
    STRIPE_SECRET_KEY: 'sk_test_double',
    STRIPE_API_ORIGIN: 'http://127.0.0.1:3',
    SMTP_URL: 'smtp://127.0.0.1:6',
    PUBLIC_ORIGIN: 'http://127.0.0.1:5',
    FIRESTORE_EMULATOR_HOST: '127.0.0.1:2',
    FIREBASE_STORAGE_EMULATOR_HOST: '127.0.0.1:7',
    STORAGE_EMULATOR_HOST: 'http://127.0.0.1:7',
    STORAGE_BUCKET: 'demo-fashionista.firebasestorage.app',
    CLOUD_TASKS_EMULATOR_HOST: '127.0.0.1:4',
  });
  expect(JSON.parse(env.WEB_CONFIG ?? '')).toMatchObject({
    firebase: { storageBucket: 'demo-fashionista.firebasestorage.app' },
    emulators: { storage: 'http://127.0.0.1:7' },
    paymentDouble: 'http://127.0.0.1:3',
  });
});

test('one real Stripe key keeps the double away, so that half a set is refused and not papered over', () => {
  const own = { STRIPE_SECRET_KEY: 'sk_test_real' };
  expect(hasRealStripe(own)).toBe(true);
  const env = environmentOf('functions', inputs(own));
  expect(Object.keys(env).filter((name) => name.startsWith('STRIPE_'))).toEqual([]);
  expect(JSON.parse(env.WEB_CONFIG ?? '')).not.toHaveProperty('paymentDouble');
});

test('a real mail server is passed on', () => {
  const own = { SMTP_URL: 'smtps://mail.example' };
  expect(hasRealMail(own)).toBe(true);
  expect(environmentOf('functions', inputs(own)).SMTP_URL).toBe('smtps://mail.example');
});

test('a functions host that joins another run leaves task queues to the first', () => {
  const env = environmentOf('functions', { ...inputs(), tasksAt: 'http://127.0.0.1:9' });
  expect(env.CLOUD_TASKS_EMULATOR_HOST).toBe('127.0.0.1:9');
});

test('simulated buyers go to the portal as people do, and come from the start only where that was asked', () => {
  const env = environmentOf('simulated-buyers', inputs());
  expect(env).toMatchObject({ PORTAL_ORIGIN: 'http://127.0.0.1:5', STRIPE_ORIGIN: 'http://127.0.0.1:3' });
  expect(env.BUYERS_A_MINUTE).toBeUndefined();
  expect(environmentOf('simulated-buyers', { ...inputs(), buyersAMinute: 20 }).BUYERS_A_MINUTE).toBe('20');
});

test('files’ rules look documents up in the Firestore of this run', () => {
  const env = environmentOf('storage', inputs());
  expect(env.FIRESTORE_EMULATOR_HOST).toBe('127.0.0.1:2');
  expect(env.STORAGE_RULES).toMatch(/\/storage\.rules$/);
});

test('each part keeps data in a folder of its own, or nothing', () => {
  expect(environmentOf('firestore', inputs()).STATE_DIR).toBe('/state/firestore');
  expect(environmentOf('firestore', { ...inputs(), saveFolder: undefined }).STATE_DIR).toBeUndefined();
});
