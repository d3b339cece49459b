/**
 * Puts the double together and runs it on one loopback port. Integration tests start it in their own process through this;
 * main.ts runs it as a process. README.md says what it does.
 * IO: a listening socket; the folder of its state; webhooks.
 */
import { createServer } from 'node:http';
import express from 'express';
import type { Express } from 'express';
import type { ApiServices } from './api/apiRoute.ts';
import { KEEP_ALIVE_MS, listenOnLoopback } from '../part.ts';
import { IdempotencyKeys } from './api/idempotency.ts';
import { createApiRouter } from './http/apiRouter.ts';
import { createControlRouter } from './http/controlRouter.ts';
import { createPageRouter } from './http/pageRouter.ts';
import { KnobPanel } from './knobs.ts';
import { makeId } from './store/ids.ts';
import { Ledger } from './store/ledger.ts';
import { Settlement } from './store/settlement.ts';
import { Store } from './store/store.ts';
import { WebhookDelivery } from './webhooks/webhookDelivery.ts';

export type StripeDoubleOptions = {
  /** 0: any free one. */
  port?: number;
  webhookUrl?: string;
  webhookSecret?: string;
  /** Keeps the state between runs; absent: in memory. */
  stateFolder?: string;
  nowMs?: () => number;
};

export type StripeDouble = { origin: string; port: number; close: () => Promise<void> };

const DEFAULT_WEBHOOK_SECRET = 'whsec_double';

function assemble(options: StripeDoubleOptions, origin: () => string) {
  const { nowMs = Date.now, webhookUrl = null } = options;
  const secret = options.webhookSecret ?? DEFAULT_WEBHOOK_SECRET;
  const target = webhookUrl === null ? null : { url: webhookUrl, secret };
  const panel = new KnobPanel();
  const store = new Store(options.stateFolder ?? null);
  const delivery = new WebhookDelivery({ target, store, panel, nowMs, newId: makeId });
  const ledger = new Ledger({
    store,
    nowMs,
    sendEvent: (event) => delivery.send(event),
    hasEndpoint: target !== null,
  });
  const settlement = new Settlement(ledger, nowMs);
  const services: ApiServices = { ledger, settlement, panel, nowMs, origin };
  const app: Express = express();
  app.disable('x-powered-by').disable('etag');
  app.use(createApiRouter({ ...services, keys: new IdempotencyKeys(store, nowMs) }));
  app.use(createControlRouter({ ledger, settlement, delivery, panel }));
  app.use(createPageRouter(services, webhookUrl));
  return { app, store, delivery, settlement };
}

/** Resolves when it accepts connections; rejects where the port is taken. */
export async function startStripeDouble(options: StripeDoubleOptions = {}): Promise<StripeDouble> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const port = await listenOnLoopback(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const { app, store, delivery, settlement } = assemble(options, () => origin);
  server.on('request', app);
  delivery.resume();
  settlement.resume();
  const close = async (): Promise<void> => {
    settlement.clear();
    server.closeAllConnections();
    server.close();
    await delivery.stop();
    store.close();
  };
  return { origin, port, close };
}
