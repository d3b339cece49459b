/**
 * Starts the part `simulated-buyers`: a crowd that buys through the portal's public surface, off until it is switched on.
 * Here the environment is read and the parts are put together.
 * BUYERS_A_MINUTE: on from the start; THINK_SECONDS, SEED.
 * IO: environment, sockets.
 */
import { createServer } from 'node:http';
import { announceReady, listenOnLoopback, readPort, stopWhenAsked } from '../part.ts';
import { Crowd } from './crowd.ts';
import { paceProblem, readPace } from './crowdSettings.ts';
import { PublicPortal } from './publicPortal.ts';
import { createRoutes } from './routes.ts';

const usualThinkSeconds = 6;

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: simulated buyers do not know where to go`);
  return value;
}

const portalOrigin = required('PORTAL_ORIGIN');
const crowd = new Crowd({
  portal: new PublicPortal({
    projectId: required('GCLOUD_PROJECT'),
    apiKey: required('API_KEY'),
    portal: portalOrigin,
    auth: required('AUTH_ORIGIN'),
    firestore: required('FIRESTORE_ORIGIN'),
    stripe: required('STRIPE_ORIGIN'),
  }),
  thinkMs: Number(process.env['THINK_SECONDS'] ?? usualThinkSeconds) * 1000,
  seed: process.env['SEED'] ?? 'the crowd',
  log: (line) => process.stderr.write(`${line}\n`),
});

const server = createServer(createRoutes(crowd, `${portalOrigin}/__/local#simulated-buyers`));
const port = await listenOnLoopback(server, readPort());
stopWhenAsked(async () => {
  await crowd.switchOff();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
const pace = process.env['BUYERS_A_MINUTE'];
if (pace !== undefined) {
  const buyersAMinute = readPace(pace);
  if (buyersAMinute === undefined) throw new Error(`BUYERS_A_MINUTE=${pace} ${paceProblem}`);
  await crowd.switchOn({ buyersAMinute, eventSlug: null });
}
announceReady('simulated-buyers', `http://127.0.0.1:${port}`);
