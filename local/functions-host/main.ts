/**
 * Starts the functions host: the double of Cloud Functions (gen 2), Cloud Tasks, Cloud Scheduler and Eventarc, in one process.
 * Here the environment is read and the parts are put together; each part's own rules are in its module.
 * Rules: where CLOUD_TASKS_EMULATOR_HOST names another host, this one is a mere instance: that host has the queues, the
 * schedules and the triggers, which in production outlive every instance, and this one may be killed at any time.
 * IO: environment, sockets, the bundle; the queues' journal under STATE_DIR if that is set.
 */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { resolve } from 'node:path';
import { KEEP_ALIVE_MS, announceReady, listenOnLoopback, readPort, stopWhenAsked } from '../part.ts';
import { FailureLog } from './failureLog.ts';
import { FirestoreEvents } from './firestoreEvents.ts';
import { BackgroundCalls } from './backgroundCalls.ts';
import { functionsOfKind, loadFunctions } from './loadFunctions.ts';
import { createRoutes } from './routes.ts';
import { Scheduler } from './scheduler.ts';
import { TaskJournal } from './taskJournal.ts';

async function main(): Promise<void> {
  const projectId = process.env['GCLOUD_PROJECT'] ?? 'demo-fashionista';
  // The bundle may ask for the port as it loads, so the host listens first and lets requests wait.
  const ready = Promise.withResolvers<RequestListener>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void ready.promise.then((listener) => listener(request, response));
  });
  const port = await listenOnLoopback(server, readPort());
  const isInstance = completeEnvironment(projectId, port);

  const functions = await loadFunctions(resolve(process.env['FUNCTIONS_BUNDLE'] ?? 'functions/lib/index.js'));
  const failures = new FailureLog();
  const calls = new BackgroundCalls({ origin: `http://127.0.0.1:${port}`, projectId, failures });
  const journal = new TaskJournal(isInstance ? undefined : process.env['STATE_DIR'] || undefined);
  const queues = calls.createQueues(isInstance ? [] : functionsOfKind(functions, 'task'), journal);
  const scheduler = new Scheduler(functionsOfKind(functions, 'schedule'), {
    failures,
    run: calls.runSchedule,
  });
  const emulator = process.env['FIRESTORE_EMULATOR_HOST'];
  const events =
    emulator === undefined ? undefined : new FirestoreEvents({ emulator, projectId, port, failures });
  const { serviceToken } = calls;
  const routes = createRoutes({ projectId, serviceToken, functions, queues, scheduler, events, failures });
  ready.resolve((request, response) => {
    if (events?.isEvent(request)) events.receive(request, response).catch(() => response.destroy());
    else void routes(request, response);
  });

  if (!isInstance) {
    await events?.register(functionsOfKind(functions, 'event'));
    for (const queue of queues.values()) queue.start();
    scheduler.start();
  }
  stopWhenAsked(async () => {
    scheduler.stop();
    for (const queue of queues.values()) queue.stop();
    await events?.unregister();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  announceReady('functions', `http://127.0.0.1:${port}`, { instanceOnly: isInstance });
}

/** Sets what a function's environment has in production; answers whether another host has the queues. */
function completeEnvironment(projectId: string, port: number): boolean {
  process.env['NODE_ENV'] = 'production';
  process.env['GCLOUD_PROJECT'] = projectId;
  process.env['FUNCTIONS_EMULATOR'] = 'true';
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  process.env['FIREBASE_CONFIG'] ??= JSON.stringify({ projectId, storageBucket: `${projectId}.appspot.com` });
  const tasksHost = (process.env['CLOUD_TASKS_EMULATOR_HOST'] ||= `127.0.0.1:${port}`);
  return tasksHost !== `127.0.0.1:${port}` && tasksHost !== `localhost:${port}`;
}

await main();
