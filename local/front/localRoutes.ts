/**
 * What the front answers under `/__/local`, the path that Hosting keeps for itself: the page of this machine, its text
 * messages, the switch of the simulated buyers, and the script of their label. It stands apart so that `hosting.ts` has
 * Hosting's rules alone.
 * Rules: a form of another site switches nothing; the answer to a form is the page again (303), so that a reload repeats
 * nothing.
 * IO: answers HTTP.
 */
import express from 'express';
import type { Request } from 'express';
import { readSwitchRequest } from '../simulated-buyers/crowdSettings.ts';
import type { SwitchRequest } from '../simulated-buyers/crowdSettings.ts';
import { buyersPath, renderBuyersPanel } from './buyersPanel.ts';
import type { Handle } from './hosting.ts';
import { stripScript, stripScriptPath } from './labelPages.ts';
import type { LocalParts } from './localPage.ts';
import { renderLocalPage } from './localPage.ts';
import type { SimulatedBuyers } from './simulatedBuyers.ts';
import { readTextMessages, renderTextMessages, textMessagesPath } from './textMessages.ts';

/** What the form says, or what is wrong with it in words. */
function readForm(body: unknown): SwitchRequest | string {
  const { isOn, buyersAMinute, eventSlug } = body as Record<string, string | undefined>;
  return readSwitchRequest({
    isOn: isOn === 'true',
    ...(buyersAMinute === undefined ? {} : { buyersAMinute: Number(buyersAMinute) }),
    eventSlug: eventSlug || null,
  });
}

/** Browsers send Origin with every form; what is no browser may switch as it likes. */
const isFromElsewhere = (request: Request): boolean => {
  const origin = request.get('origin');
  return origin !== undefined && origin !== `http://${request.get('host') ?? ''}`;
};

export function createLocalRoutes(
  parts: LocalParts,
  buyers: SimulatedBuyers | undefined,
  projectId: string,
): Handle {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  app.get('/__/local', async (_request, response) => {
    const panel = buyers ? renderBuyersPanel(await buyers.read(), await buyers.readEvents()) : '';
    response.type('html').send(renderLocalPage(parts, panel));
  });
  const authOrigin = parts.parts.find(({ name }) => name === 'auth')?.origin;
  if (authOrigin !== undefined)
    app.get(textMessagesPath, async (_request, response) => {
      response.type('html').send(renderTextMessages(await readTextMessages(authOrigin, projectId)));
    });
  app.get(stripScriptPath, (_request, response) => void response.type('js').send(stripScript));
  if (buyers) {
    app.get(buyersPath, async (_request, response) => {
      const state = await buyers.read();
      if (state) response.json(state);
      else response.sendStatus(503);
    });
    app.post(buyersPath, express.urlencoded({ extended: false }), async (request, response) => {
      if (isFromElsewhere(request))
        return void response.status(403).type('text').send('A form of another site.\n');
      const asked = readForm(request.body);
      if (typeof asked === 'string') return void response.status(400).type('text').send(`${asked}\n`);
      await buyers.switch(asked);
      response.redirect(303, '/__/local#simulated-buyers');
    });
  }
  app.use(
    (_request, response) => void response.status(404).type('text').send('Not served on this machine.\n'),
  );
  return app;
}
