/**
 * The official Functions emulator loads the bundle that is deployed and answers a real call of each kind that it can run: HTTP,
 * task queue and Firestore trigger. (It skips schedules where no Pub/Sub emulator runs.) What runs day by day is our own
 * host, whose bundle this keeps honest: same exports, same settings, same dependencies.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNotification } from '@fashionista/domain/notification';
import type { NotifiedOrder } from '@fashionista/domain/notification';
import type { HoldId, PlaceId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import type { Firestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueueName, TaskPayloads } from '../../functions/platform/tasks.ts';
import { bundleFunctions, functionsOutput } from '../../local/build/bundleFunctions.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { nodeBinary, rootFolder } from '../../local/start/rootFolder.ts';
import { makeSigningKeys } from '../../local/start/signingKeys.ts';
import { awaitDocument } from '../support/awaitDocument.ts';

// Off a network the Admin SDK would look for Google's metadata server and warn.
process.env['METADATA_SERVER_DETECTION'] ??= 'none';

const projectId = 'demo-functions-emulator';
const region = 'europe-west1';
const portsFrom = 22_400;
const readyWithinMs = 90_000;
/** The emulator starts a process for each function when it is first called. */
const firstCallWithinMs = 45_000;

let ports: Record<'functions' | 'firestore' | 'websocket' | 'tasks' | 'eventarc' | 'hub' | 'logging', number>;
let app: App;
let store: Firestore;

/** A project folder as firebase-tools wants it, around the real bundle and its installed dependencies. */
async function makeProject(): Promise<string> {
  const project = await mkdtemp(path.join(tmpdir(), 'fashionista-emulator-'));
  const functions = path.join(project, 'functions');
  await mkdir(functions);
  await cp(path.join(rootFolder, 'functions/package.json'), path.join(functions, 'package.json'));
  await symlink(path.join(rootFolder, 'functions/lib'), path.join(functions, 'lib'));
  await symlink(path.join(rootFolder, 'node_modules'), path.join(project, 'node_modules'));
  const secrets = {
    STRIPE_SECRET_KEY: 'sk_test_double',
    STRIPE_WEBHOOK_SECRET: 'whsec_double',
    SMTP_URL: 'smtp://127.0.0.1:1',
    TICKET_SIGNING_KEYS: makeSigningKeys(),
  };
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  await writeFile(path.join(functions, '.secret.local'), lines.join('\n'));
  const at = (port: number) => ({ host: '127.0.0.1', port });
  const config = {
    functions: [{ source: 'functions', codebase: 'default', runtime: 'nodejs24' }],
    emulators: {
      functions: at(ports.functions),
      firestore: { ...at(ports.firestore), websocketPort: ports.websocket },
      tasks: at(ports.tasks),
      eventarc: at(ports.eventarc),
      hub: at(ports.hub),
      logging: at(ports.logging),
      ui: { enabled: false },
    },
  };
  await writeFile(path.join(project, 'firebase.json'), JSON.stringify(config));
  return project;
}

/** firebase-tools runs the Firestore emulator itself, or hidane in its place. */
function startEmulators(folder: string): ChildProcess {
  const firebase = path.join(rootFolder, 'node_modules/firebase-tools/lib/bin/firebase.js');
  const start = [firebase, 'emulators:start', '--only', 'functions,firestore', '--project', projectId];
  const jar = process.env['FIRESTORE_EMULATOR_JAR'];
  const [command, args] = jar
    ? [nodeBinary, start]
    : [process.env['HIDANE'] ?? 'hidane', ['exec', '--', nodeBinary, ...start]];
  return spawn(command, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${path.dirname(nodeBinary)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...(jar ? { FIRESTORE_EMULATOR_BINARY_PATH: jar } : {}),
      METADATA_SERVER_DETECTION: 'none',
      PUBLIC_ORIGIN: 'http://127.0.0.1:5000',
      MAIL_FROM: 'Portal <tickets@example.com>',
      STORAGE_BUCKET: `${projectId}.firebasestorage.app`,
      STRIPE_API_ORIGIN: 'http://127.0.0.1:1',
      // The emulators started here say where they are; a stack beside them is none of theirs.
      FIRESTORE_EMULATOR_HOST: undefined,
      FIREBASE_AUTH_EMULATOR_HOST: undefined,
      CLOUD_TASKS_EMULATOR_HOST: undefined,
    },
  });
}

function untilReady(child: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The emulators ${why}:\n${printed}`));
    const deadline = setTimeout(() => fail('were not ready in time'), readyWithinMs);
    child.once('close', () => fail('ended'));
    child.once('error', (error) => fail(error.message));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (!printed.includes('All emulators ready')) return;
        clearTimeout(deadline);
        resolve();
      });
    }
  });
}

/** What was begun and must be ended, last first: the start may fail half-way. */
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  if (!existsSync(path.join(rootFolder, functionsOutput))) await bundleFunctions();
  const names = ['functions', 'firestore', 'websocket', 'tasks', 'eventarc', 'hub', 'logging'] as const;
  ports = { functions: 0, firestore: 0, websocket: 0, tasks: 0, eventarc: 0, hub: 0, logging: 0 };
  for (const name of names) ports[name] = await reservePort(portsFrom);
  const folder = await makeProject();
  endings.push(() => rm(folder, { recursive: true }));
  const emulators = startEmulators(folder);
  const ended = once(emulators, 'close');
  endings.push(() => {
    if (emulators.pid !== undefined && emulators.exitCode === null) process.kill(-emulators.pid, 'SIGINT');
    return ended;
  });
  await untilReady(emulators);
  process.env['CLOUD_TASKS_EMULATOR_HOST'] = `127.0.0.1:${ports.tasks}`;
  app = initializeApp({ projectId }, projectId);
  endings.push(() => deleteApp(app));
  store = getFirestore(app);
  store.settings({ host: `127.0.0.1:${ports.firestore}`, ssl: false });
}, readyWithinMs + 10_000);

afterAll(async () => {
  for (const end of endings.reverse()) await end();
}, 60_000);

const call = (functionName: string, rest: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${ports.functions}/${projectId}/${region}/${functionName}${rest}`, init);
const json = { 'content-type': 'application/json' };

test('HTTP: api answers the public keys for tickets', { timeout: firstCallWithinMs }, async () => {
  const answer = await call('api', '/.well-known/ticket-keys.json');
  expect(answer.status).toBe(200);
  const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
  expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
  expect(keys[0]).not.toHaveProperty('d');
});

test(
  'HTTP: an action without a token is refused in our own words',
  { timeout: firstCallWithinMs },
  async () => {
    const answer = await call('api', '/api/seats/hold', { method: 'POST', headers: json, body: '{}' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'unauthenticated' } });
  },
);

test(
  'HTTP: webhooks gets the raw body and refuses one that is not signed',
  { timeout: firstCallWithinMs },
  async () => {
    const answer = await call('webhooks', '/webhooks/stripe', { method: 'POST', headers: json, body: '{}' });
    expect([answer.status, await answer.text()]).toEqual([400, 'The signature is not valid.']);
  },
);

test('task queue: expireHolds lets an expired hold go', { timeout: 2 * firstCallWithinMs }, async () => {
  const holdId = 'smoke_buyer' as HoldId;
  const place = { placeId: 'a-1-1' as PlaceId, sectionId: 'a', ticketTypeId: 'standard', priceMinor: 5_000 };
  const common = { holdId, eventId: 'smoke', uid: 'buyer', orderId: null };
  const claim = store.doc('events/smoke/claims/a-1-1');
  await claim.set({ ...common, placeId: place.placeId, sectionId: 'a', state: 'held' });
  await store.doc(paths.hold(holdId)).set({
    ...common,
    state: 'held',
    places: [place],
    currency: 'EUR',
    expiresAt: new Date(Date.now() - 60_000),
    extensions: 0,
    bought: 0,
    shard: 0,
    answered: [],
  });
  const queue: QueueName = 'expireHolds';
  const payload: TaskPayloads[typeof queue] = { at: new Date().toISOString() };
  await getFunctions(app)
    .taskQueue(`locations/${region}/functions/${queue}`)
    .enqueue(payload, { id: 'smoke' });
  const freed = await awaitDocument(
    store.doc(paths.hold(holdId)),
    (snapshot) => snapshot.get('state') === 'empty',
    firstCallWithinMs,
  );
  expect(freed.get('places')).toEqual([]);
  expect((await claim.get()).exists).toBe(false);
});

test(
  'Firestore trigger: a new notification is taken up at once',
  { timeout: 2 * firstCallWithinMs },
  async () => {
    const contact = { name: 'Ada', email: 'ada@example.com' };
    const order = {
      orderId: 'smoke',
      eventId: 'smoke',
      uid: 'buyer',
      locale: 'en',
      contact,
    } as NotifiedOrder;
    const notification = createNotification('order-paid', order, new Date());
    const reference = store.doc(paths.notification(notification.notificationId));
    await reference.set({ ...notification });
    const taken = await awaitDocument(
      reference,
      (snapshot) => snapshot.get('channels.email.lastError') !== null,
      firstCallWithinMs,
    );
    // There is no such order: that it looked for one shows that it ran.
    expect(taken.get('channels.email')).toMatchObject({
      attempts: 1,
      status: 'pending',
      lastError: 'no order',
    });
  },
);
