/**
 * The functions host as a process, with a small bundle of each kind of function and a Firestore emulator of its own: what it
 * promises in ARCHITECTURE.md, and that killing one of several hosts loses nothing of the others.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import type { Firestore } from 'firebase-admin/firestore';
import { initializeFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { reservePort } from '../../local/start/reservePort.ts';
import { awaitDocument, awaitQuery } from '../support/awaitDocument.ts';
import type { StartedPart } from '../support/startPart.ts';
import { startPart, startPartForTest } from '../support/startPart.ts';

// Off a network the Admin SDK would look for Google's metadata server and warn.
process.env['METADATA_SERVER_DETECTION'] ??= 'none';

const projectId = 'demo-functions-host';
const portsFrom = 22_100;
const entry = 'local/functions-host/main.ts';
const bundle = 'tests/integration/functions-host.sample.ts';

let emulator: StartedPart;
let host: StartedPart;
let app: App;
let store: Firestore;
let baseEnvironment: Record<string, string>;

beforeAll(async () => {
  const hostPort = await reservePort(portsFrom);
  emulator = await startPart('firestore', 'local/emulators/firestore.ts', {
    PORT: String(await reservePort(portsFrom + 100)),
    GCLOUD_PROJECT: projectId,
    FUNCTIONS_EMULATOR_HOST: `127.0.0.1:${hostPort}`,
  });
  const { host: firestoreHost } = new URL(emulator.origin);
  baseEnvironment = {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: firestoreHost,
    FUNCTIONS_BUNDLE: bundle,
  };
  host = await startPart('functions', entry, {
    ...baseEnvironment,
    PORT: String(hostPort),
    SAMPLE_INSTANCE: 'main',
  });
  app = initializeApp({ projectId }, projectId);
  store = initializeFirestore(app, { preferRest: false });
  store.settings({ host: firestoreHost, ssl: false });
});

afterAll(async () => {
  await deleteApp(app);
  await host.stop();
  await emulator.stop();
});

async function post(origin: string, path: string, body: object = {}): Promise<Response> {
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

interface Status {
  pid: number;
  queues: Record<string, { waiting: number; running: number; done: number; givenUp: number }>;
  failures: { function: string; message: string }[];
}
const statusOf = async (part: StartedPart) =>
  (await (await fetch(`${part.origin}/__/status`)).json()) as Status;

describe('HTTP functions', () => {
  test('the product’s paths reach their functions whole; by name, a function sees what follows its name', async () => {
    const seen = async (path: string) =>
      (await (await fetch(`${host.origin}${path}`)).json()) as { url: string };
    expect((await seen('/api/seats/hold?x=1')).url).toBe('/api/seats/hold?x=1');
    expect((await seen('/.well-known/ticket-keys.json')).url).toBe('/.well-known/ticket-keys.json');
    expect((await seen(`/${projectId}/us-central1/api/rest/of?x=1`)).url).toBe('/rest/of?x=1');
    const hook = await fetch(`${host.origin}/webhooks/stripe`, {
      method: 'POST',
      body: new Uint8Array([0, 255]),
    });
    expect([hook.status, await hook.text()]).toEqual([202, '00ff']);
  });

  test('a function gets the parsed body and beside it the raw one, byte for byte', async () => {
    const text = '{ "data" : {"a":1} }';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${host.origin}/api/x`, { method: 'POST', headers, body: text });
    expect(await answer.json()).toMatchObject({ body: { data: { a: 1 } }, rawBody: text });
  });

  test('a body over 10 MB is refused', async () => {
    const answer = await fetch(`${host.origin}/api/x`, {
      method: 'POST',
      body: new Uint8Array(10 * 1024 * 1024 + 1),
    });
    expect(answer.status).toBe(413);
  });

  test('a thrown error is 500; no answer within timeoutSeconds is 504; both at once leave others alone', async () => {
    const statuses = await Promise.all(
      ['/api/throw', '/api/hang', '/api/x'].map(
        async (path) => (await fetch(`${host.origin}${path}`)).status,
      ),
    );
    expect(statuses).toEqual([500, 504, 200]);
    expect((await statusOf(host)).failures.at(-1)).toMatchObject({
      function: 'api',
      message: 'not answered within 2 s',
    });
  });

  test('a background function is not public', async () => {
    for (const name of ['record', 'sweep']) {
      expect((await post(host.origin, `/${projectId}/us-central1/${name}`)).status).toBe(403);
    }
    expect((await post(host.origin, `/${projectId}/europe-west1/api`)).status).toBe(404);
  });
});

describe('task queues', () => {
  const attemptsOf = (taskId: string) => store.collection('attempts').where('id', '==', taskId);

  test('a task runs with what the Admin SDK gave it and the headers of Cloud Tasks', async () => {
    await post(host.origin, '/api/enqueue', { data: { seat: 'a1' }, options: { id: 'plain' } });
    const ran = await awaitQuery(attemptsOf('plain'), ({ size }) => size === 1);
    const attempt = ran.docs[0]?.data();
    expect(attempt).toMatchObject({
      queueName: 'record',
      retryCount: 0,
      executionCount: 0,
      data: { seat: 'a1' },
    });
    expect(Number(attempt?.['scheduledTime']) * 1_000).toBeCloseTo(Number(attempt?.['atMs']), -4);
  });

  test('a name is used once, also after its task ran', async () => {
    const enqueue = () => post(host.origin, '/api/enqueue', { options: { id: 'named' } });
    expect((await enqueue()).status).toBe(200);
    await awaitQuery(attemptsOf('named'), ({ size }) => size === 1);
    const direct = await post(
      host.origin,
      `/projects/${projectId}/locations/us-central1/queues/record/tasks`,
      {
        task: {
          name: `projects/${projectId}/locations/us-central1/queues/record/tasks/named`,
          httpRequest: { body: '' },
        },
      },
    );
    expect(direct.status).toBe(409);
    expect(await direct.json()).toMatchObject({ error: { code: 409, status: 'ALREADY_EXISTS' } });
  });

  test('a task waits for its time', async () => {
    const delaySeconds = 1;
    const askedAtMs = Date.now();
    await post(host.origin, '/api/enqueue', { options: { id: 'later', scheduleDelaySeconds: delaySeconds } });
    const ran = await awaitQuery(attemptsOf('later'), ({ size }) => size === 1);
    expect(Number(ran.docs[0]?.get('atMs')) - askedAtMs).toBeGreaterThanOrEqual(delaySeconds * 1_000 - 5);
  });

  test('a failed task is tried again, and given up after maxAttempts', async () => {
    await post(host.origin, '/api/enqueue', { data: { failures: 2 }, options: { id: 'twice' } });
    await post(host.origin, '/api/enqueue', { data: { failures: 9 }, options: { id: 'hopeless' } });
    const ran = await awaitQuery(attemptsOf('twice'), ({ size }) => size === 3);
    expect(ran.docs.map((found) => Number(found.get('retryCount'))).sort()).toEqual([0, 1, 2]);
    await awaitQuery(attemptsOf('hopeless'), ({ size }) => size === 3);
    await expect.poll(async () => (await statusOf(host)).queues['record']?.givenUp).toBe(1);
  });

  test('a deleted task never runs; run-all runs every other one now', async () => {
    const later = { scheduleDelaySeconds: 3_600 };
    await post(host.origin, '/api/enqueue', { options: { id: 'deleted', ...later } });
    await post(host.origin, '/api/enqueue', { options: { id: 'kept', ...later } });
    await post(host.origin, '/api/delete', { taskId: 'deleted' });
    const answer = await post(host.origin, '/__/queues/record/run-all');
    expect(await answer.json()).toEqual({ ran: 1 });
    expect((await attemptsOf('kept').get()).size).toBe(1);
    expect((await attemptsOf('deleted').get()).size).toBe(0);
  });
});

describe('a killed host', () => {
  test('that is started again runs the tasks that it was given, and still knows their names', async () => {
    const stateDir = await mkdtemp(path.join(tmpdir(), 'fashionista-host-test-'));
    onTestFinished(() => rm(stateDir, { recursive: true }));
    const environment = { ...baseEnvironment, STATE_DIR: stateDir, SAMPLE_INSTANCE: 'durable' };
    const killed = await startPartForTest('functions', entry, environment);
    const options = { id: 'survivor', scheduleDelaySeconds: 1 };
    await post(killed.origin, '/api/enqueue', { options });
    process.kill((await statusOf(killed)).pid, 'SIGKILL');
    const again = await startPartForTest('functions', entry, environment);
    await awaitQuery(store.collection('attempts').where('id', '==', options.id), ({ size }) => size === 1);
    expect((await post(again.origin, '/api/enqueue', { options })).status).toBe(500);
    expect((await statusOf(again)).queues['record']).toMatchObject({ waiting: 0, done: 1 });
  });
});

describe('schedules', () => {
  test('one runs on demand with the headers of Cloud Scheduler', async () => {
    const answer = await post(host.origin, '/__/schedules/sweep');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 200 }]);
    const sweeps = await store.collection('sweeps').get();
    expect(sweeps.docs[0]?.data()).toMatchObject({ jobName: 'firebase-schedule-sweep-us-central1' });
    expect((await post(host.origin, '/__/schedules/unknown')).status).toBe(404);
  });
});

describe('Firestore triggers', () => {
  test('a handler gets the document, its parameters and both sides of a change', async () => {
    await store.doc('sources/one').set({ text: 'worn once' });
    const copy = await awaitDocument(store.doc('copies/main-one'), ({ exists }) => exists);
    expect(copy.data()).toEqual({ text: 'worn once' });
  });

  test('events are handled side by side: a slow one does not hold up the others', async () => {
    await store.doc('sources/slow').set({ text: 'slow', slowMs: 6_000 });
    await store.doc('sources/quick').set({ text: 'quick' });
    await awaitDocument(store.doc('copies/main-quick'), ({ exists }) => exists);
    expect((await store.doc('copies/main-slow').get()).exists).toBe(false);
  });

  test('a trigger with retry is run again after an error', async () => {
    await store.doc('retried/x').set({ a: 1 });
    const note = await awaitDocument(store.doc('notes/x'), ({ exists }) => exists);
    expect(note.data()).toEqual({ before: false, after: true });
    await store.doc('retried/x').delete();
    await awaitDocument(store.doc('notes/x'), (snapshot) => snapshot.get('after') === false);
  });
});

describe('several hosts', () => {
  test('an instance beside the host has no triggers and no queue of its own, and its tasks survive its death', async () => {
    const { host: tasksHost } = new URL(host.origin);
    const environment = {
      ...baseEnvironment,
      SAMPLE_INSTANCE: 'second',
      CLOUD_TASKS_EMULATOR_HOST: tasksHost,
    };
    const second = await startPartForTest('functions', entry, environment);
    expect(second.line['instanceOnly']).toBe(true);
    const options = { id: 'of-the-dead', scheduleDelaySeconds: 1 };
    const answer = await post(second.origin, '/api/enqueue', { options });
    expect(await answer.json()).toMatchObject({ instance: 'second' });
    process.kill((await statusOf(second)).pid, 'SIGKILL');
    await awaitQuery(store.collection('attempts').where('id', '==', options.id), ({ size }) => size === 1);
    await store.doc('sources/after').set({ text: 'still handled' });
    await awaitDocument(store.doc('copies/main-after'), ({ exists }) => exists);
    expect((await store.doc('copies/second-after').get()).exists).toBe(false);
  });

  test('two whole hosts each get every event; a killed one holds up nothing', async () => {
    const other = await startPartForTest('functions', entry, {
      ...baseEnvironment,
      SAMPLE_INSTANCE: 'other',
    });
    await store.doc('sources/shared').set({ text: 'for both' });
    await awaitDocument(store.doc('copies/main-shared'), ({ exists }) => exists);
    await awaitDocument(store.doc('copies/other-shared'), ({ exists }) => exists);
    process.kill((await statusOf(other)).pid, 'SIGKILL');
    // The emulator would wait 20 s for an answer of the dead.
    await store.doc('sources/alone').set({ text: 'for one' });
    await awaitDocument(store.doc('copies/main-alone'), ({ exists }) => exists, 10_000);
  });

  test('a host that was stopped is sent no events any more', async () => {
    const leaving = await startPartForTest('functions', entry, {
      ...baseEnvironment,
      SAMPLE_INSTANCE: 'leaving',
    });
    await leaving.stop();
    const received: (string | undefined)[] = [];
    const inItsPlace = createServer((request, response) => {
      received.push(request.url);
      response.end();
    });
    inItsPlace.listen(Number(new URL(leaving.origin).port), '127.0.0.1');
    await once(inItsPlace, 'listening');
    onTestFinished(() => void inItsPlace.close());
    for (const name of ['left-1', 'left-2']) {
      await store.doc(`sources/${name}`).set({ text: 'x' });
      await awaitDocument(store.doc(`copies/main-${name}`), ({ exists }) => exists);
    }
    expect(received).toEqual([]);
  });
});
