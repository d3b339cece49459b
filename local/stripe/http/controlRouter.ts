/**
 * The double's own addresses under `/__/`: knobs, state, resends, and the two that let a test await instead of sleeping. None of
 * this exists at Stripe. IO: HTTP.
 */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { KnobError } from '../knobs.ts';
import type { KnobPanel } from '../knobs.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Settlement } from '../store/settlement.ts';
import type { WebhookDelivery } from '../webhooks/webhookDelivery.ts';

export type ControlServices = {
  ledger: Ledger;
  settlement: Settlement;
  delivery: WebhookDelivery;
  panel: KnobPanel;
};

function readBody(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

function setKnobs(panel: KnobPanel, request: Request, response: Response): void {
  try {
    response.json(panel.set(readBody(request)));
  } catch (error) {
    if (!(error instanceof KnobError)) throw error;
    response.status(400).json({ error: { message: error.message } });
  }
}

function describeState({ ledger, panel }: ControlServices): Record<string, unknown> {
  const { intents, charges, refunds, events, deliveries } = ledger.store;
  return {
    paymentIntents: intents.list().map(({ intent }) => intent),
    charges: charges.list(),
    refunds: refunds.list().map(({ refund }) => refund),
    events: events.list(),
    deliveries: deliveries.list(),
    knobs: panel.knobs,
    stalled: panel.stalled,
  };
}

function resetAll({ ledger, settlement, delivery, panel }: ControlServices): void {
  delivery.clear();
  settlement.clear();
  ledger.store.clear();
  panel.reset();
}

async function resendEvent(services: ControlServices, request: Request, response: Response): Promise<void> {
  const event = services.ledger.store.events.get(String(request.params['id']));
  if (event === undefined) {
    response.status(404).json({ error: { message: `No such event: '${String(request.params['id'])}'` } });
    return;
  }
  const delivery = await services.delivery.resend(event);
  if (request.accepts(['json', 'html']) === 'html') response.redirect(303, '/');
  else response.json(delivery ?? { state: 'unsent', reason: 'STRIPE_WEBHOOK_URL is not set' });
}

export function createControlRouter(services: ControlServices): Router {
  const { panel, delivery, settlement } = services;
  const router = express.Router();
  router.use('/__', express.json({ type: ['application/json', 'text/plain'] }));
  router.get('/__/knobs', (_, response) => void response.json(panel.knobs));
  router.post('/__/knobs', (request, response) => setKnobs(panel, request, response));
  router.get('/__/state', (_, response) => void response.json(describeState(services)));
  router.post('/__/reset', (_, response) => {
    resetAll(services);
    response.json({ reset: true });
  });
  router.post('/__/events/:id/resend', (request, response) => resendEvent(services, request, response));
  router.post('/__/webhooks/flush', async (request, response) => {
    const { concurrency } = readBody(request);
    const deliveries = await delivery.flush(typeof concurrency === 'number' ? Math.max(1, concurrency) : 1);
    response.json({ deliveries });
  });
  router.post(
    '/__/payments/settle',
    (_, response) => void response.json({ settled: settlement.settleNow() }),
  );
  return router;
}
