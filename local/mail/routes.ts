/**
 * The catcher's HTTP side: the messages as JSON, their attachments, their HTML for the page's frame, the knobs, and the page. It
 * stands apart because tests and people read here, and the product never does.
 * Rules: `GET /api/messages` is a contract (DESIGN.md, "One machine"); a message's HTML comes with a policy that runs no
 * script, wherever it is opened.
 * IO: answers HTTP.
 */
import express from 'express';
import type { Express, Request, Response } from 'express';
import type { CaughtMessage, Messages } from './messages.ts';
import { MAIL_PAGE } from './page.ts';
import type { SmtpCatcher } from './smtpCatcher.ts';
import { readKnobs } from './smtpCatcher.ts';

/** Links may open a tab of their own; nothing else of a mail's HTML may act. */
const HTML_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; script-src 'none'; object-src 'none'";

export function createRoutes(messages: Messages, catcher: SmtpCatcher): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());
  app.get('/', (_request, response) => void response.type('html').send(MAIL_PAGE));
  app.get('/api/messages', (request, response) => {
    const { to } = request.query;
    const wanted = messages.all.filter(
      (message) => typeof to !== 'string' || message.to.split(', ').includes(to),
    );
    response.json(wanted.map((message) => toWire(message, originOf(request))));
  });
  app.delete('/api/messages', async (_request, response) => {
    await messages.clear();
    response.status(204).end();
  });
  app.get('/api/changes', (_request, response) => streamChanges(messages, response));
  addMessageRoutes(app, messages);
  app.get('/api/knobs', (_request, response) => void response.json(catcher.knobs));
  app.post('/api/knobs', (request, response) => {
    const knobs = readKnobs(catcher.knobs, request.body);
    if (typeof knobs === 'string') return void response.status(400).json({ error: knobs });
    catcher.knobs = knobs;
    response.json(knobs);
  });
  return app;
}

function addMessageRoutes(app: Express, messages: Messages): void {
  const withMessage =
    (answer: (message: CaughtMessage, request: Request, response: Response) => void) =>
    (request: Request, response: Response) => {
      const message = messages.find(String(request.params['id']));
      if (message) answer(message, request, response);
      else response.status(404).json({ error: 'no such message' });
    };
  const one = withMessage(
    (message, request, response) => void response.json(toWire(message, originOf(request))),
  );
  const html = withMessage((message, _request, response) => {
    response.setHeader('content-security-policy', HTML_POLICY);
    response.type('html').send(withPictures(message));
  });
  const attachment = withMessage((message, request, response) => {
    const found = message.attachments[Number(request.params['index'])];
    if (!found) return void response.status(404).json({ error: 'no such attachment' });
    response.setHeader('content-security-policy', HTML_POLICY);
    response.setHeader('content-type', found.contentType);
    const asFile = request.query['download'] !== undefined;
    if (asFile) response.attachment(found.filename).setHeader('content-type', found.contentType);
    response.end(found.content);
  });
  app.get('/api/messages/:id', one);
  app.get('/api/messages/:id/html', html);
  app.get('/api/messages/:id/attachments/:index', attachment);
}

function toWire(message: CaughtMessage, origin: string) {
  const attachments = message.attachments.map(({ filename, contentType, contentId, size }, index) => ({
    filename,
    contentType,
    contentId,
    size,
    url: `${origin}/api/messages/${message.id}/attachments/${index}`,
  }));
  return { ...message, attachments };
}

/** `cid:` names a part of the same mail, which a browser cannot look up. */
function withPictures({ id, html, attachments }: CaughtMessage): string {
  const shown = html.replace(/cid:([^"'\s)>]+)/g, (link: string, contentId: string) => {
    const index = attachments.findIndex(
      (attachment) => attachment.contentId === decodeURIComponent(contentId),
    );
    return index < 0 ? link : `/api/messages/${id}/attachments/${index}`;
  });
  return `<base target="_blank">${shown}`;
}

function streamChanges(messages: Messages, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const stop = messages.watch(() => response.write('data: changed\n\n'));
  response.on('close', stop);
}

function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? ''}`;
}
