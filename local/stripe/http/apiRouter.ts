/**
 * Mounts Stripe's API: its routes, CORS for browsers that confirm, the knob that takes the whole API down, and Stripe's answer to an
 * address that does not exist. IO: HTTP.
 */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { API_ROUTES } from '../api/apiRoutes.ts';
import type { KnobPanel } from '../knobs.ts';
import { invalidRequest, serverFailure } from '../model/apiRefusal.ts';
import { serveApiRoute } from './apiEndpoint.ts';
import type { EndpointServices } from './apiEndpoint.ts';

/** Browsers may read every answer; the keys are what protects, as at Stripe. */
function allowBrowsers(request: Request, response: Response, next: () => void): void {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': request.get('access-control-request-headers') ?? '*',
    'access-control-expose-headers': 'Request-Id, Idempotent-Replayed, Stripe-Should-Retry',
    'access-control-max-age': '300',
    // A page on localhost calls 127.0.0.1, which browsers ask about separately.
    'access-control-allow-private-network': 'true',
  });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
}

function beDown(panel: KnobPanel) {
  return (request: Request, response: Response, next: () => void): void => {
    const { down } = panel.knobs;
    if (down === 'refuse') request.socket.destroy();
    else if (down === 'error') response.status(500).json({ error: serverFailure().body });
    else next();
  };
}

function refuseUnknownAddress(request: Request, response: Response): void {
  const refusal = invalidRequest(
    `Unrecognized request URL (${request.method}: ${request.originalUrl.split('?')[0] ?? ''}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    {},
    404,
  );
  response.status(404).json({ error: refusal.body });
}

/** A fault of the double itself. Told on stderr, and answered as Stripe answers one of its own. */
function answerFault(error: unknown, _: Request, response: Response, next: (error: unknown) => void): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (response.headersSent) next(error);
  else response.status(500).json({ error: serverFailure().body });
}

export function createApiRouter(services: EndpointServices): Router {
  const router = express.Router();
  router.use('/v1', allowBrowsers, beDown(services.panel), express.text({ type: '*/*', limit: '1mb' }));
  for (const route of API_ROUTES) {
    const serve = serveApiRoute(route, services);
    if (route.method === 'GET') router.get(route.path, serve);
    else router.post(route.path, serve);
  }
  router.use('/v1', refuseUnknownAddress, answerFault);
  return router;
}
