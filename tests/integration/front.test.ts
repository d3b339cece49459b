/**
 * The front as a process, before a functions host and a Vite that only tell what they were asked: Hosting's order, files, headers,
 * cookies, deadline and CDN, and what development changes.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as requestHttp } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StartedPart } from '../support/startPart.ts';
import { startPart, startPartForTest } from '../support/startPart.ts';

const entry = 'local/front/main.ts';
const projectId = 'demo-front';

let folder: string;
let functions: Server;
let functionsOrigin: string;
let front: StartedPart;
let environment: Record<string, string>;
let calls = 0;
/** Connections on which the functions host has answered. */
const answeredOn = new WeakSet<Socket>();

const firebaseJson = {
  hosting: {
    public: 'public',
    cleanUrls: true,
    redirects: [{ source: '/old/**', destination: '/new', type: 302 }],
    rewrites: [
      { source: '/api/**', function: { functionId: 'api', region: 'europe-west1' } },
      { source: '/hooks/**', run: { serviceId: 'webhooks', region: 'europe-west1' } },
      { source: '/pages/**', function: { functionId: 'web', region: 'europe-west1' } },
      { source: '/app/**', destination: '/deep/index.html' },
    ],
    headers: [
      { source: '/assets/**', headers: [{ key: 'Cache-Control', value: 'max-age=31536000, immutable' }] },
    ],
  },
};

/** Stands for the functions host: tells what it was asked, with the answer's headers given in the query. */
async function tell(request: IncomingMessage, response: ServerResponse): Promise<void> {
  calls += 1;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://functions');
  if (searchParams.has('silent')) return;
  if (searchParams.has('drops-reused') && answeredOn.has(request.socket)) {
    request.socket.resetAndDestroy();
    return;
  }
  answeredOn.add(request.socket);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  for (const [name, value] of searchParams) if (name !== 'status') response.setHeader(name, value);
  response.statusCode = Number(searchParams.get('status') ?? 200);
  response.end(
    JSON.stringify({ call: calls, method: request.method, pathname, headers: request.headers, body }),
  );
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fashionista-front-test-'));
  const files: Record<string, string> = {
    'firebase.json': JSON.stringify(firebaseJson),
    'public/404.html': 'our own 404',
    'public/index.html': 'home',
    'public/deep/index.html': 'deep',
    'public/about.html': 'about',
    'public/api/exact.txt': 'a file wins over a rewrite',
    'public/assets/big.js': 'look()'.repeat(2_000),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  functions = createServer((request, response) => void tell(request, response));
  functionsOrigin = await listen(functions);
  environment = {
    GCLOUD_PROJECT: projectId,
    FUNCTIONS_ORIGIN: functionsOrigin,
    FIREBASE_JSON: join(folder, 'firebase.json'),
    LOCAL_PARTS: JSON.stringify({
      parts: [{ name: 'mail', origin: 'http://127.0.0.1:1025', about: 'Caught e-mail' }],
      accounts: { admin: { email: 'ada@example.com', password: '<secret>' } },
    }),
  };
  front = await startPart('front', entry, environment);
});

afterAll(async () => {
  await front.stop();
  functions.closeAllConnections();
  functions.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${front.origin}${path}`, { headers, redirect: 'manual' });
interface Told {
  call: number;
  method: string;
  pathname: string;
  headers: Record<string, string>;
  body: string;
}
const toldBy = async (response: Response) => (await response.json()) as Told;

/** A request whose `accept-encoding` is exactly as given, answered undecoded. */
async function getRaw(path: string, encoding: string): Promise<IncomingMessage> {
  const outgoing = requestHttp(`${front.origin}${path}`, { headers: { 'accept-encoding': encoding } });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

describe('the order of Hosting', () => {
  test('reserved paths first, then redirects, exact files, rewrites, and the 404 page', async () => {
    expect((await get('/__/auth/handler')).status).toBe(404);
    const redirect = await get('/old/x');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/new']);
    expect(await (await get('/api/exact.txt')).text()).toBe('a file wins over a rewrite');
    expect((await toldBy(await get('/api/other'))).pathname).toBe(`/${projectId}/europe-west1/api/api/other`);
    expect((await toldBy(await get('/hooks/x'))).pathname).toBe(
      `/${projectId}/europe-west1/webhooks/hooks/x`,
    );
    expect(await (await get('/app/any/where')).text()).toBe('deep');
    const missing = await get('/missing');
    expect([missing.status, await missing.text()]).toEqual([404, 'our own 404']);
  });

  test('clean URLs: a page without .html, and the name with it leads there', async () => {
    expect(await (await get('/about')).text()).toBe('about');
    const withEnding = await get('/about.html');
    expect([withEnding.status, withEnding.headers.get('location')]).toEqual([301, '/about']);
  });

  test('nothing outside of the public folder, and an unreadable address is 400', async () => {
    expect((await get('/%2e%2e/firebase.json')).status).toBe(404);
    expect((await get('/..%2ffirebase.json')).status).toBe(400);
    expect((await get('/%zz')).status).toBe(400);
    // Browsers resolve plain dots themselves; written as an escape they reach the front.
    expect((await get('/events/..%2f..')).status).toBe(400);
    // superstatic serves no name that begins with a dot, and hands it on.
    for (const hidden of ['/.env', '/.git/config', '/events/.hidden', '/api/.x', '/.../events'])
      expect((await get(hidden)).status, hidden).toBe(404);
  });

  test('the local page names the parts and the accounts, as text', async () => {
    const page = await (await get('/__/local')).text();
    expect(page).toContain('href="http://127.0.0.1:1025"');
    expect(page).toContain('ada@example.com');
    expect(page).not.toContain('<secret>');
  });
});

describe('static files', () => {
  test('brotli and gzip for whoever takes them; an hour in caches unless the headers section says more', async () => {
    expect((await getRaw('/assets/big.js', 'gzip, br')).headers['content-encoding']).toBe('br');
    expect((await getRaw('/assets/big.js', 'gzip')).headers['content-encoding']).toBe('gzip');
    const plain = await getRaw('/assets/big.js', 'identity');
    expect(plain.headers).toMatchObject({
      'content-length': '12000',
      'cache-control': 'max-age=31536000, immutable',
    });
    expect((await get('/about')).headers.get('cache-control')).toBe('max-age=3600');
  });

  test('an unchanged file is 304; a changed one of the same age and name is sent', async () => {
    const path = join(folder, 'public/changing.txt');
    await writeFile(path, 'before');
    const etag = (await get('/changing.txt')).headers.get('etag') ?? '';
    const again = await get('/changing.txt', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await writeFile(path, 'after!');
    await utimes(path, new Date(), new Date(Date.now() + 5_000));
    const changed = await get('/changing.txt', { 'if-none-match': etag });
    expect([changed.status, await changed.text()]).toEqual([200, 'after!']);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });
});

describe('functions behind rewrites', () => {
  test('they get the method, the body and of all cookies only __session', async () => {
    const answer = await fetch(`${front.origin}/api/act`, {
      method: 'POST',
      body: 'raw bytes',
      headers: { cookie: 'a=1; __session=mine; b=2', authorization: 'Bearer t' },
    });
    const told = await toldBy(answer);
    expect(told).toMatchObject({ method: 'POST', body: 'raw bytes' });
    expect(told.headers).toMatchObject({
      cookie: '__session=mine',
      authorization: 'Bearer t',
      'x-forwarded-host': new URL(front.origin).host,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '127.0.0.1',
    });
  });

  test('status and headers come back, Set-Cookie only where no shared cache may keep the answer', async () => {
    const own = await get('/api/x?status=409&set-cookie=__session%3Da');
    expect([own.status, own.headers.get('set-cookie')]).toEqual([409, '__session=a']);
    expect(own.headers.get('cache-control')).toBe('private');
    const shared = await get('/api/cookie?set-cookie=__session%3Da&cache-control=s-maxage%3D60');
    expect(shared.headers.get('set-cookie')).toBeNull();
  });

  test('what takes too long is cut with 504', async () => {
    const hasty = await startPartForTest('front', entry, { ...environment, FUNCTION_DEADLINE_MS: '300' });
    expect((await fetch(`${hasty.origin}/api/x?silent`)).status).toBe(504);
  });

  test('a kept connection that the host drops as it is used again: what may be asked twice is, all else is 502', async () => {
    const path = '/api/x?drops-reused';
    await get('/api/x');
    expect((await get(path)).status).toBe(200);
    const told = await fetch(`${front.origin}${path}`, { method: 'POST', body: 'once' });
    expect(told.status).toBe(502);
    expect((await fetch(`${front.origin}${path}`, { method: 'POST', body: 'anew' })).status).toBe(200);
  });

  test('without a functions host it is 502, and the front lives on', async () => {
    const alone = await startPartForTest('front', entry, {
      ...environment,
      FUNCTIONS_ORIGIN: 'http://127.0.0.1:1',
    });
    expect((await fetch(`${alone.origin}/api/x`)).status).toBe(502);
    expect((await fetch(`${alone.origin}/about`)).status).toBe(200);
  });
});

describe('the CDN', () => {
  const cacheable = 'cache-control=public,%20max-age%3D5,%20s-maxage%3D60';

  test('an answer with s-maxage comes from the function once', async () => {
    const path = `/api/plan?${cacheable}`;
    const first = await get(path);
    const second = await get(path);
    expect([first, second].map(({ headers }) => headers.get('x-cache'))).toEqual(['MISS', 'HIT']);
    expect((await toldBy(second)).call).toBe((await toldBy(first)).call);
    expect(second.headers.get('cache-control')).toBe('public, max-age=5, s-maxage=60');
  });

  test('one session’s answer is never another’s', async () => {
    const path = `/api/mine?${cacheable}`;
    const asked = async (cookie: string) => (await get(path, { cookie })).headers.get('x-cache');
    expect(await asked('__session=a; noise=1')).toBe('MISS');
    expect(await asked('__session=b')).toBe('MISS');
    expect(await asked('__session=a; noise=2')).toBe('HIT');
  });

  test('private answers and other methods are never kept', async () => {
    await get('/api/private?cache-control=private');
    expect((await get('/api/private?cache-control=private')).headers.get('x-cache')).toBe('MISS');
    const post = () => fetch(`${front.origin}/api/post?${cacheable}`, { method: 'POST' });
    await post();
    expect((await post()).headers.get('x-cache')).toBe('MISS');
  });

  test('a 404 that says nothing about caching stays, one with no-store does not', async () => {
    await get('/api/gone?status=404');
    expect((await get('/api/gone?status=404')).headers.get('x-cache')).toBe('HIT');
    await get('/api/soon?status=404&cache-control=no-store');
    expect((await get('/api/soon?status=404&cache-control=no-store')).headers.get('x-cache')).toBe('MISS');
  });
});

describe('development', () => {
  test('pages, files and the reload channel are Vite’s; other functions are not', async () => {
    const vite = createServer((request, response) => response.end(`vite ${request.url}`));
    vite.on('upgrade', (_request, socket) => {
      socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nreload',
      );
    });
    const viteOrigin = await listen(vite);
    const dev = await startPartForTest('front', entry, { ...environment, WEB_ORIGIN: viteOrigin });
    const text = async (path: string) => (await fetch(`${dev.origin}${path}`)).text();
    expect(await text('/pages/x')).toBe('vite /pages/x');
    expect(await text('/about')).toBe('vite /about');
    expect((await fetch(`${dev.origin}/about`)).headers.get('cache-control')).toBeNull();
    expect(JSON.parse(await text('/api/x'))).toMatchObject({
      pathname: `/${projectId}/europe-west1/api/api/x`,
    });
    const upgrade = requestHttp(`${dev.origin}/`, {
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    });
    upgrade.end();
    const [, socket, head] = (await once(upgrade, 'upgrade')) as [unknown, NodeJS.ReadableStream, Buffer];
    let received = head.toString();
    for await (const chunk of socket) received += String(chunk);
    expect(received).toBe('reload');
    vite.closeAllConnections();
    vite.close();
  });
});
