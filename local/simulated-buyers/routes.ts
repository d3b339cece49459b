/**
 * The switch over HTTP, for the front's page of this machine and for tests: `GET /api/state` and `PUT /api/switch`. An
 * answer to switching off comes once nothing is held any more.
 * IO: answers HTTP.
 */
import express from 'express';
import type { Express } from 'express';
import type { Crowd, CrowdState } from './crowd.ts';
import { readSwitchRequest } from './crowdSettings.ts';

export interface SimulatedBuyersState extends CrowdState {
  /** Where they can be sent, soonest first; none while that cannot be read. */
  events: { slug: string; title: string }[];
}

async function describe(crowd: Crowd): Promise<SimulatedBuyersState> {
  const events = await crowd.readEvents().catch(() => []);
  return { ...crowd.state, events: events.map(({ slug, title }) => ({ slug, title })) };
}

export function createRoutes(crowd: Crowd, page: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());
  app.get('/', (_request, response) => response.redirect(page));
  app.get('/api/state', async (_request, response) => void response.json(await describe(crowd)));
  app.put('/api/switch', async (request, response) => {
    const asked = readSwitchRequest(request.body);
    if (typeof asked === 'string') return void response.status(400).json({ error: asked });
    if (asked.isOn) await crowd.switchOn(asked);
    else await crowd.switchOff();
    response.json(await describe(crowd));
  });
  return app;
}
