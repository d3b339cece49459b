/**
 * Stands between a client and the double and writes down each exchange, so that what our own code says to Stripe can be
 * checked without changing it. Not a test.
 * IO: one loopback server that forwards.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Exchange = {
  method: 'GET' | 'POST';
  /** With its query. */
  path: string;
  form: string;
  status: number;
  body: unknown;
};

export type Recorder = { origin: string; port: number; exchanges: Exchange[]; close: () => Promise<void> };

const FORWARDED = ['authorization', 'content-type', 'idempotency-key', 'stripe-version'];
const RETURNED = ['content-type', 'request-id', 'idempotent-replayed'];

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: path = '/', headers } = request;
    const method = request.method === 'POST' ? 'POST' : 'GET';
    const form = await readAll(request);
    const sent = FORWARDED.flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(method === 'POST' && { body: form }),
    });
    const text = await answer.text();
    exchanges.push({ method, path, form, status: answer.status, body: JSON.parse(text) });
    const returned = RETURNED.flatMap((name): [string, string][] => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    response.writeHead(answer.status, Object.fromEntries(returned)).end(text);
  };
  const server = createServer((request, response) => {
    forward(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The recorder has no port');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin: `http://127.0.0.1:${address.port}`, port: address.port, exchanges, close };
}
