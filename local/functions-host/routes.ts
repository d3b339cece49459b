/**
 * Which address of the host reaches what: the product's own paths, every HTTP function by name, Cloud Tasks' REST form, and
 * the host's own `/__/` pages. It stands apart so that the whole address space is read in one place; but for the Firestore
 * emulator's events, which `firestoreEvents.ts` takes before.
 * Rules: background functions answer 403 without the host's service token, as Cloud Run's IAM check does; `/__/` first, as
 * nothing of the product may live there.
 * IO: answers HTTP.
 */
import { STATUS_CODES } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import type { FailureLog } from './failureLog.ts';
import type { FirestoreEvents } from './firestoreEvents.ts';
import { createBodyParsers, runHttpFunction } from './httpFunctions.ts';
import type { HostedFunction } from './loadFunctions.ts';
import type { Scheduler } from './scheduler.ts';
import type { TaskQueue } from './taskQueue.ts';
import { createTaskRoutes } from './taskRequests.ts';

/** Paths that reach a function as Hosting rewrites them: the function sees the whole path. */
const PRODUCT_PATHS = [
  { path: ['/api/tickets/pdf'], functionName: 'documents' },
  { path: ['/api', '/api/{*rest}', '/.well-known/{*rest}'], functionName: 'api' },
  { path: ['/webhooks', '/webhooks/{*rest}'], functionName: 'webhooks' },
];

/** How late the event loop runs, since the start or since it was forgotten: above all, whether something computes for too long. */
const loopDelay = monitorEventLoopDelay({ resolution: 10 });
loopDelay.enable();

export interface HostParts {
  projectId: string;
  serviceToken: string;
  functions: readonly HostedFunction[];
  queues: ReadonlyMap<string, TaskQueue>;
  scheduler: Scheduler;
  events: FirestoreEvents | undefined;
  failures: FailureLog;
}

export function createRoutes(host: HostParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', true);
  app.set('query parser', 'extended');
  addOwnRoutes(app, host);
  app.use(createTaskRoutes(host.queues));
  addFunctionRoutes(app, host);
  app.use((request: Request, response: Response) => {
    response.status(404).send(`There is nothing at ${request.path} on the functions host.`);
  });
  // What a body parser refuses (its size, its encoding) never reaches a function: Google's front says no more than this.
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error.status ?? 500).send(STATUS_CODES[error.status ?? 500]);
  });
  return app;
}

function addOwnRoutes(app: Express, { functions, queues, scheduler, events, failures }: HostParts): void {
  app.get('/', (_request, response) => response.redirect('/__/status'));
  app.get('/__/status', (_request, response) => {
    response.json({
      pid: process.pid,
      eventLoopDelay: { p99Ms: loopDelay.percentile(99) / 1e6, maxMs: loopDelay.max / 1e6 },
      functions: functions.map(({ name, kind, region, timeoutSeconds }) => ({
        name,
        kind,
        region,
        timeoutSeconds,
      })),
      queues: Object.fromEntries([...queues].map(([name, queue]) => [name, queue.status])),
      schedules: scheduler.status,
      events: events?.status ?? null,
      failures: failures.recent,
    });
  });
  app.post('/__/event-loop-delay/forget', (_request, response) => {
    loopDelay.reset();
    response.status(204).end();
  });
  app.post('/__/schedules/:name', async (request, response) => {
    const status = await scheduler.runNow(request.params.name);
    if (status === undefined) response.status(404).json({ error: `no schedule ${request.params.name}` });
    else response.status(status < 400 ? 200 : 500).json({ status });
  });
  app.post('/__/queues/:name/run-all', async (request, response) => {
    const queue = queues.get(request.params.name);
    if (!queue) response.status(404).json({ error: `no queue ${request.params.name}` });
    else response.json({ ran: await queue.runAll() });
  });
}

function addFunctionRoutes(app: Express, { projectId, serviceToken, functions, failures }: HostParts): void {
  const parsers = createBodyParsers();
  const byName = new Map(functions.map((fn) => [fn.name, fn]));
  for (const { path, functionName } of PRODUCT_PATHS) {
    const fn = byName.get(functionName);
    if (fn?.kind === 'http')
      app.all(path, parsers, (request: Request, response: Response) =>
        runHttpFunction(fn, request, response, failures),
      );
  }
  app.use(
    '/:project/:region/:name',
    parsers,
    async (request: Request, response: Response, next: () => void) => {
      const { project, region, name } = request.params;
      const fn = byName.get(String(name));
      if (!fn || fn.kind === 'event' || project !== projectId || region !== fn.region) return next();
      if (fn.kind !== 'http' && request.headers.authorization !== `Bearer ${serviceToken}`) {
        response.status(403).send('Your client does not have permission to call this function.');
        return;
      }
      await runHttpFunction(fn, request, response, failures);
    },
  );
}
