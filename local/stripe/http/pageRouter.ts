/**
 * Serves the double's pages: the front page, and the bank's page of 3-D Secure with what comes of its two buttons.
 * IO: HTTP; the ledger.
 */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { commitStep, settlesAtMsOf } from '../api/paymentIntentsApi.ts';
import type { ApiServices } from '../api/apiRoute.ts';
import { finishAuthentication } from '../model/paymentIntentMachine.ts';
import type { IntentRecord } from '../model/paymentIntentSteps.ts';
import {
  addRedirectResult,
  renderAuthenticationEnd,
  renderAuthenticationPage,
} from '../pages/authenticationPage.ts';
import { renderDashboard } from '../pages/dashboardPage.ts';
import { NOBODY } from '../store/ledger.ts';
import { decodeForm } from './formBody.ts';

function findAsked(services: ApiServices, request: Request): IntentRecord | undefined {
  return services.ledger.store.intents.get(String(request.params['id']));
}

function isAwaited({ attempt }: IntentRecord, attemptId: unknown): boolean {
  return attempt?.phase === 'authenticating' && attempt.attemptId === attemptId;
}

function showAuthentication(services: ApiServices, request: Request, response: Response): void {
  const record = findAsked(services, request);
  if (record === undefined) response.status(404).type('text').send('No such payment.');
  else if (isAwaited(record, request.query['attempt'])) response.send(renderAuthenticationPage(record));
  else response.status(410).send(renderAuthenticationEnd(record.intent, null));
}

/** Pressed twice, or after the order was given up: nothing more happens, and the page says so. */
function takeAuthentication(services: ApiServices, request: Request, response: Response): void {
  const record = findAsked(services, request);
  const { outcome } = decodeForm(String(request.body ?? ''));
  const isAnswer = outcome === 'pass' || outcome === 'fail';
  if (record === undefined || !isAnswer || !isAwaited(record, request.query['attempt'])) {
    showAuthentication(services, request, response);
    return;
  }
  const known = services.ledger.findMethod(record.attempt?.methodId ?? '');
  if (known === undefined) throw new Error(`The payment method of ${record.intent.id} is gone`);
  const step = finishAuthentication(
    record,
    outcome === 'pass',
    known.method,
    known.test,
    (pace) => settlesAtMsOf(services, pace),
    services.ledger.provenance(),
  );
  commitStep(step, services, NOBODY);
  const returnUrl = record.attempt?.returnUrl ?? null;
  const { intent } = step.record;
  if (returnUrl === null) response.send(renderAuthenticationEnd(intent, null));
  else response.redirect(303, addRedirectResult(returnUrl, intent));
}

export function createPageRouter(services: ApiServices, webhookUrl: string | null): Router {
  const router = express.Router();
  const address = '/redirect/authenticate/:id';
  router.get('/', (_, response) => void response.send(renderDashboard(services.ledger.store, webhookUrl)));
  router.get(address, (request, response) => showAuthentication(services, request, response));
  router.post(address, express.text({ type: '*/*' }), (request, response) =>
    takeAuthentication(services, request, response),
  );
  return router;
}
