/**
 * Hands a request on to a function and its answer back, as Hosting does for a rewrite. It stands apart from the choice of the
 * function (superstatic's) and from what is cached (`cdnCache.ts`).
 * Rules: of all cookies only `__session` passes; Set-Cookie does not pass on answers that a shared cache may keep; what takes
 * longer than 60 s is cut with 504; the function learns the browser's host, scheme and address from `x-forwarded-*`. A kept
 * connection that the host closed at the moment it was used again is no failure: what may be asked twice is (Node's
 * documentation, `request.reusedSocket`).
 * IO: HTTP to the functions host.
 */
import { Agent, request as requestHttp } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, CdnCache } from './cdnCache.ts';
import { DEFAULT_CACHE_CONTROL } from './cdnCache.ts';
import type { FunctionTarget } from './hostingConfig.ts';

const DEADLINE_MS = 60_000;
const ALWAYS_VARIES_BY = ['Accept-Encoding', 'Authorization', 'Cookie'];
/** Headers that belong to one connection, and those that this proxy writes itself. */
const NOT_PASSED_ON = new Set(
  'connection,keep-alive,transfer-encoding,te,trailer,upgrade,proxy-authorization,accept-encoding,cookie,host'.split(
    ',',
  ),
);

export interface FunctionProxyOptions {
  functionsOrigin: string;
  projectId: string;
  cache: CdnCache;
  deadlineMs?: number;
}
type Headers = Record<string, string | string[] | undefined>;
type Asked = Parameters<CdnCache['find']>[0];

export class FunctionProxy {
  #options: FunctionProxyOptions;
  #agent = new Agent({ keepAlive: true });

  constructor(options: FunctionProxyOptions) {
    this.#options = options;
  }

  /** Answers `response`, from the cache or from the function; resolves when the answer has begun or failed. */
  forward(target: FunctionTarget, request: IncomingMessage, response: ServerResponse): void {
    const asked = {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: forwardedHeaders(request),
    };
    const known = this.#options.cache.find(asked);
    if (known) {
      const isUnchanged =
        known.headers['etag'] !== undefined && known.headers['etag'] === asked.headers['if-none-match'];
      writeHead(response, isUnchanged ? 304 : known.status, known.headers, 'HIT');
      response.end(isUnchanged ? undefined : known.body);
      return;
    }
    this.#ask(asked, target, request, response);
  }

  #ask(asked: Asked, target: FunctionTarget, request: IncomingMessage, response: ServerResponse): void {
    const { functionsOrigin, projectId, deadlineMs = DEADLINE_MS } = this.#options;
    const url = `${functionsOrigin}/${projectId}/${target.region}/${target.functionId}${asked.url}`;
    const outgoing = requestHttp(url, { method: asked.method, headers: asked.headers, agent: this.#agent });
    const isRepeatable = hasNoBody(request);
    const timer = setTimeout(() => {
      fail(response, 504, 'The function did not answer within 60 s.');
      outgoing.destroy();
    }, deadlineMs);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      if (isRepeatable && outgoing.reusedSocket && !response.headersSent && !response.destroyed) {
        this.#ask(asked, target, request, response);
        return;
      }
      process.stderr.write(`${asked.method} ${url}: ${error.message}\n`);
      fail(response, 502, 'The functions host cannot be reached.');
    });
    outgoing.on('response', (incoming) => {
      incoming.on('close', () => clearTimeout(timer));
      this.#passBack(asked, incoming, response);
    });
    response.on('close', () => {
      clearTimeout(timer);
      if (!response.writableFinished) outgoing.destroy();
    });
    if (isRepeatable) outgoing.end();
    else request.pipe(outgoing);
  }

  #passBack(asked: Asked, incoming: IncomingMessage, response: ServerResponse): void {
    const { cache } = this.#options;
    const status = incoming.statusCode ?? 502;
    const headers = answerHeaders(incoming.headers);
    writeHead(response, status, headers, 'MISS');
    if (cache.mayKeep(asked, status, headers)) {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        if (incoming.complete) cache.keep(asked, { status, headers, body: Buffer.concat(chunks) });
      });
    }
    incoming.on('error', () => response.destroy());
    incoming.pipe(response);
  }
}

/** GET and HEAD without a body: asked again, they do nothing twice. */
const hasNoBody = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && !headers['content-length'] && !headers['transfer-encoding'];

/** What the function is sent of the browser's headers. Without `accept-encoding`: answers are compressed on the way out. */
export function forwardedHeaders({ headers, socket }: IncomingMessage): Headers {
  const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name));
  const session = headers.cookie?.split(/; ?/).find((cookie) => cookie.startsWith('__session='));
  const forwardedFor = [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean).join(', ');
  return {
    ...Object.fromEntries(passed),
    ...(session === undefined ? {} : { cookie: session }),
    'x-forwarded-host': headers.host,
    'x-forwarded-proto': 'http',
    'x-forwarded-for': forwardedFor,
  };
}

/** The answer's headers as the browser gets them. */
export function answerHeaders(received: Headers): Answer['headers'] {
  const headers: Headers = {
    ...received,
    'cache-control': received['cache-control'] ?? DEFAULT_CACHE_CONTROL,
  };
  delete headers['connection'];
  delete headers['keep-alive'];
  delete headers['transfer-encoding'];
  const isShared = !/private|no-store/.test(String(headers['cache-control']));
  if (isShared) delete headers['set-cookie'];
  const varies = [received['vary'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const missing = ALWAYS_VARIES_BY.filter(
    (name) => !varies.some((known) => known.toLowerCase() === name.toLowerCase()),
  );
  return { ...headers, vary: [...varies, ...missing].join(', ') };
}

function writeHead(response: ServerResponse, status: number, headers: Headers, cache: 'HIT' | 'MISS'): void {
  const all: Headers = { ...headers, 'x-cache': cache };
  response.statusCode = status;
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

function fail(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(`${message}\n`);
}
