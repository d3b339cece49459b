/**
 * The switch over HTTP, for the front's page of this machine and for tests: `GET /api/state`, `GET /api/events` (where
 * they can be sent, soonest first) and `PUT /api/switch`. An answer to switching off comes once nothing is held any more.
 * IO: answers HTTP.
 */
import express from 'express';
import type { Express } from 'express';
import type { Crowd } from './crowd.ts';
import { readSwitchRequest } from './crowdSettings.ts';

/** Where they can be sent. */
export interface EventChoice {
  slug: string;
  title: string;
}

export function createRoutes(crowd: Crowd, page: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());
  app.get('/', (_request, response) => response.redirect(page));
  app.get('/api/state', (_request, response) => void response.json(crowd.state));
  app.get('/api/events', async (_request, response) => {
    const events = await crowd.readEvents();
    response.json(events.map(({ slug, title }): EventChoice => ({ slug, title })));
  });
  app.put('/api/switch', async (request, response) => {
    const asked = readSwitchRequest(request.body);
    if (typeof asked === 'string') return void response.status(400).json({ error: asked });
    if (asked.isOn) await crowd.switchOn(asked);
    else await crowd.switchOff();
    response.json(crowd.state);
  });
  return app;
}
