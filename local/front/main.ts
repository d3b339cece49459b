/**
 * Starts the front: what Firebase Hosting and its CDN are in production. Here the environment is read and the parts are put
 * together; each part's own rules are in its module.
 * Rules: with WEB_ORIGIN (development) Vite serves pages and static files; without, the built ones and the function `web`.
 * IO: environment, sockets.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { announceReady, listenOnLoopback, readPort, stopWhenAsked } from '../part.ts';
import { CdnCache } from './cdnCache.ts';
import { FunctionProxy } from './functionProxy.ts';
import { createHosting } from './hosting.ts';
import { readHostingConfig } from './hostingConfig.ts';
import { labelPages } from './labelPages.ts';
import { readLocalParts } from './localPage.ts';
import { createLocalRoutes } from './localRoutes.ts';
import { SimulatedBuyers } from './simulatedBuyers.ts';
import { createViteProxy } from './viteProxy.ts';

const functionsOrigin = process.env['FUNCTIONS_ORIGIN'];
if (!functionsOrigin) throw new Error('FUNCTIONS_ORIGIN is not set: the front has nothing to rewrite to');
const projectId = process.env['GCLOUD_PROJECT'] ?? 'demo-fashionista';
const viteOrigin = process.env['WEB_ORIGIN'];

const buyersOrigin = process.env['SIMULATED_BUYERS_ORIGIN'];
const buyers = buyersOrigin ? new SimulatedBuyers(buyersOrigin) : undefined;
await buyers?.read();

const server = createServer();
const handle = createHosting({
  config: readHostingConfig(resolve(process.env['FIREBASE_JSON'] ?? 'firebase.json')),
  functions: new FunctionProxy({
    functionsOrigin,
    projectId,
    cache: new CdnCache(),
    deadlineMs: Number(process.env['FUNCTION_DEADLINE_MS'] ?? 60_000),
  }),
  vite: viteOrigin ? createViteProxy(server, viteOrigin) : undefined,
  local: createLocalRoutes(readLocalParts(process.env['LOCAL_PARTS']), buyers, projectId),
  labelPage: (request, response) => {
    if (buyers?.known?.isOn) labelPages(request, response, buyers.known.buyersAMinute);
  },
});
server.on('request', handle);
const port = await listenOnLoopback(server, readPort());
stopWhenAsked(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
announceReady('front', `http://127.0.0.1:${port}`);
