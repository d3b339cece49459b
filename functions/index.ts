/**
 * The Cloud Functions, split by how they scale (DESIGN.md). Each export is a thin edge: it has its settings and calls
 * one feature. The services are made at the first call of an instance, when its secrets are there.
 */
import { setGlobalOptions } from 'firebase-functions';
import { onDocumentCreated, onDocumentWritten } from 'firebase-functions/firestore';
import { onRequest } from 'firebase-functions/https';
import { defineSecret } from 'firebase-functions/params';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import type { OrderId, EventId, SectionId } from '@fashionista/domain/ids';
import { sweep as runSweep } from './background/sweep.ts';
import { expireHoldsAt } from './background/expireHoldsAt.ts';
import { serveApi } from './http/serveApi.ts';
import { deliverNotification } from './notifications/deliverNotification.ts';
import { reconcileOrder as runReconcile } from './orders/reconcileOrder.ts';
import { refundOrder as runRefund } from './orders/refundOrder.ts';
import { secretNames } from './platform/config.ts';
import { region } from './platform/region.ts';
import type { TaskPayloads } from './platform/tasks.ts';
import { createServices } from './services.ts';
import type { Services } from './services.ts';
import { servePages } from './ssr/servePages.ts';
import { serveStripe } from './webhooks/serveStripe.ts';

setGlobalOptions({ region, concurrency: 80, memory: '512MiB' });

const secrets = secretNames.map((name) => defineSecret(name));

let made: Services | undefined;
const services = (): Services => (made ??= createServices(process.env));

export const api = onRequest({ secrets, minInstances: 1, cpu: 1, timeoutSeconds: 60 }, (request, response) =>
  serveApi(services(), request, response),
);

/** Drawing computes for long, and no buyer of a seat shall wait for it. */
export const documents = onRequest(
  { secrets, cpu: 1, concurrency: 8, timeoutSeconds: 60 },
  (request, response) => serveApi(services(), request, response),
);

export const webhooks = onRequest({ secrets, cpu: 1, timeoutSeconds: 60 }, (request, response) =>
  serveStripe(services(), request, response),
);

export const web = onRequest({ cpu: 1, timeoutSeconds: 60 }, servePages);

const retryConfig = { maxAttempts: 8, minBackoffSeconds: 1, maxBackoffSeconds: 60 };
/** Three calls to Stripe, each with its retries, may take a minute and more. */
const timeoutSeconds = 180;
const queue = { secrets, retryConfig, rateLimits: { maxConcurrentDispatches: 80 }, timeoutSeconds };

export const expireHolds = onTaskDispatched<TaskPayloads['expireHolds']>(queue, ({ data }) =>
  expireHoldsAt(services(), new Date(data.at)),
);
export const reconcileOrder = onTaskDispatched<TaskPayloads['reconcileOrder']>(queue, async ({ data }) => {
  await runReconcile(services(), data.orderId as OrderId);
});
export const refundOrder = onTaskDispatched<TaskPayloads['refundOrder']>(queue, ({ data }) =>
  runRefund(services(), data.orderId as OrderId),
);
export const projectBoard = onTaskDispatched<TaskPayloads['projectBoard']>(queue, async ({ data }) => {
  await services().boards.project(data.eventId as EventId, data.sectionId as SectionId);
});

export const claimWritten = onDocumentWritten(
  { document: 'events/{eventId}/claims/{placeId}', secrets, retry: true },
  async ({ data, params }) => {
    const sectionId: unknown = data?.after.get('sectionId') ?? data?.before.get('sectionId');
    if (typeof sectionId === 'string')
      await services().boards.refreshLater(params.eventId as EventId, sectionId as SectionId);
  },
);

export const notificationCreated = onDocumentCreated(
  { document: 'notifications/{notificationId}', secrets, retry: true, timeoutSeconds },
  ({ params }) => deliverNotification(services(), params.notificationId),
);

export const sweep = onSchedule({ schedule: 'every 1 minutes', secrets, timeoutSeconds: 300 }, () =>
  runSweep(services()),
);
