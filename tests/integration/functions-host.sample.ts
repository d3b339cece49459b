/**
 * A small bundle of each kind of function, for the tests of the functions host: it writes what happened to Firestore or answers
 * it. It stands apart from the product's bundle so that the host's own rules can be held without the product.
 * IO: Firestore, Cloud Tasks.
 */
import { initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { getFunctions } from 'firebase-admin/functions';
import { onRequest } from 'firebase-functions/v2/https';
import { onDocumentCreated, onDocumentWritten } from 'firebase-functions/v2/firestore';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import { onTaskDispatched } from 'firebase-functions/v2/tasks';

initializeApp();
const store = getFirestore();
const instance = process.env['SAMPLE_INSTANCE'] ?? 'only';

/** Answers what it was asked; `/api/enqueue` and `/api/delete` pass its body on to the task queue. */
export const api = onRequest({ timeoutSeconds: 2 }, async (request, response) => {
  const queue = getFunctions().taskQueue('record');
  const { data, options, taskId } = (request.body ?? {}) as {
    data?: object;
    options?: object;
    taskId?: string;
  };
  if (request.path === '/api/enqueue') await queue.enqueue(data ?? {}, options);
  if (request.path === '/api/delete') await queue.delete(taskId ?? '');
  if (request.path === '/api/throw') throw new Error('thrown by the sample');
  if (request.path === '/api/hang') return;
  const { url, method, body, ip, hostname } = request;
  const rawBody = request.rawBody.toString('utf8');
  response.json({ instance, url, method, body: body as unknown, rawBody, ip, hostname });
});

export const webhooks = onRequest((request, response) => {
  response.status(202).send(request.rawBody.toString('hex'));
});

/** Keeps each attempt's headers; fails as often as the task's data says. */
export const record = onTaskDispatched(
  { retryConfig: { maxAttempts: 3, minBackoffSeconds: 0.05 }, rateLimits: { maxConcurrentDispatches: 2 } },
  async ({ data, id, retryCount, executionCount, scheduledTime, queueName }) => {
    const { failures = 0 } = data as { failures?: number };
    const attempt = {
      id,
      retryCount,
      executionCount,
      scheduledTime,
      queueName,
      atMs: Date.now(),
      data: data as unknown,
    };
    await store.collection('attempts').add(attempt);
    if (retryCount < failures) throw new Error('failed as asked');
  },
);

export const sweep = onSchedule('every 24 hours', async ({ scheduleTime, jobName }) => {
  await store.collection('sweeps').add({ scheduleTime, jobName });
});

/** Copies a source document, slowly where the test asks. */
export const copySource = onDocumentCreated('sources/{sourceId}', async (event) => {
  const slowMs = Number(event.data?.get('slowMs') ?? 0);
  if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
  await store
    .doc(`copies/${instance}-${event.params.sourceId}`)
    .set({ text: event.data?.get('text') as unknown });
});

let failuresLeft = 1;

/** Fails once, then notes what the change was. */
export const noteChange = onDocumentWritten({ document: 'retried/{docId}', retry: true }, async (event) => {
  failuresLeft -= 1;
  if (failuresLeft >= 0) throw new Error('the first attempt fails');
  const { before, after } = event.data ?? {};
  await store
    .doc(`notes/${event.params.docId}`)
    .set({ before: before?.exists ?? null, after: after?.exists ?? null });
});
