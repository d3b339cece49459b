/**
 * The function `web`: SvelteKit's server, built by adapter-node and copied beside the bundle as `web/`. Loaded at the
 * first page, for other functions of the bundle never need it. IO: HTTP, dynamic import.
 */
import { Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Response } from 'express';
import type { Request } from 'firebase-functions/https';
import { rawBodyOf } from '../platform/rawBody.ts';

type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Hosting is the only one in front; the names of the headers in which it tells what people asked for. */
process.env.HOST_HEADER ??= 'x-forwarded-host';
process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';

let loading: Promise<PageHandler> | undefined;

async function loadHandler(): Promise<PageHandler> {
  const entry = new URL('./web/handler.js', import.meta.url);
  const { handler } = (await import(entry.href)) as { handler: PageHandler };
  return handler;
}

/** Cloud Functions have read the body already: SvelteKit is given a request that streams it again. */
function withBody(request: Request): IncomingMessage {
  const body = rawBodyOf(request);
  if (body.length === 0) return request;
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket } =
    request;
  const parts = { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket };
  return Object.assign(Readable.from([body]), parts, { complete: true }) as unknown as IncomingMessage;
}

/** Pages name their own address: whatever host a caller claims, it is one of ours. */
function keepOwnHost(request: Request): void {
  const own = new URL(process.env.PUBLIC_ORIGIN ?? 'http://localhost');
  const claimed = request.headers['x-forwarded-host'];
  const isPreview = typeof claimed === 'string' && claimed.endsWith('.web.app');
  if (claimed !== own.host && !isPreview) request.headers['x-forwarded-host'] = own.host;
}

export async function servePages(request: Request, response: Response): Promise<void> {
  keepOwnHost(request);
  const handler = await (loading ??= loadHandler());
  await new Promise<void>((resolve, reject) => {
    response.on('close', resolve);
    handler(withBody(request), response, (error) => {
      if (error instanceof Error) reject(error);
      else {
        response.status(404).send('Not found');
        resolve();
      }
    });
  });
}
