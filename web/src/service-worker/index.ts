/**
 * Tickets without a connection: keeps the build's files and an empty page of each kind that `offlineShells.ts` names, and
 * answers with them where the network does not. It holds nothing of anybody: what a ticket says is kept by the page
 * (`keptStore.svelte.ts`). Rules: a page comes from the network first, so that no old build is pinned; `/api`, other
 * origins and every other page pass by untouched, so that nothing live is ever answered from here; a new build takes over
 * once the pages of the old one are closed, so that nobody is interrupted. IO: the network, Cache Storage.
 */
import { version } from '$app/env';
import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { filesNamedIn, shellOf, shellPaths } from '../lib/tickets/offlineShells.ts';

const prefix = 'tickets-';
const cacheName = `${prefix}${version}`;
/** Longer, and whoever stands at the door is better served by what is kept. */
const patienceMs = 4_000;

const files = new Set(immutable.map(({ path }) => path.replace(/^\//, '')));
const isBuildFile = ({ pathname }: URL): boolean => files.has(pathname.slice(1));

/** A page of another build would ask for files that are not kept: then the whole installation is tried again later. */
async function keepShell(cache: Cache, path: string): Promise<void> {
  const page = await fetch(path, { cache: 'no-store', credentials: 'omit' });
  if (!page.ok) throw new Error(`${path} was answered with ${page.status}`);
  const named = filesNamedIn(await page.clone().text());
  const foreign = named.find((file) => !files.has(file));
  if (foreign !== undefined || named.length === 0) throw new Error(`${path} is of another build: ${foreign}`);
  await cache.put(path, page);
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([...files].map((file) => `/${file}`));
  await Promise.all(shellPaths.map((path) => keepShell(cache, path)));
}

async function dropOldBuilds(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answerFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

/** The network's page if it comes in time and is one, else the kept one, else whatever the network says. */
async function answerPage(request: Request, shell: string): Promise<Response> {
  const asked = fetch(request);
  const inTime = Promise.race([
    asked.then((page) => (page.status < 500 ? page : undefined)),
    new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs)),
  ]).catch(() => undefined);
  return (await inTime) ?? (await caches.match(shell, { cacheName })) ?? asked;
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOldBuilds()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isBuildFile(url)) {
    event.respondWith(answerFile(request));
    return;
  }
  const shell = request.mode === 'navigate' ? shellOf(url.pathname) : undefined;
  if (shell !== undefined) event.respondWith(answerPage(request, shell));
});
