/**
 * Reads the compiled bundle of Cloud Functions and says what is in it: one HostedFunction an export, with the settings that a
 * deploy would send to Google. It stands apart because only this module knows what firebase-functions hangs on an export
 * (`__endpoint`); the rest of the host works on our own shapes.
 * Rules: grouped exports are named `group-function`, as a deploy names them; whatever has no `__endpoint` is not a function.
 * IO: imports the bundle.
 */
import { pathToFileURL } from 'node:url';
import type { Request, Response } from 'express';
import type { RateLimits, RetryPolicy } from './queuePolicy.ts';
import { readRateLimits, readRetryPolicy } from './queuePolicy.ts';

/** What firebase-functions' HTTP, task and schedule exports are. */
export type HttpHandler = (request: Request, response: Response) => unknown;
/** What its event exports are. */
export type EventHandler = (event: CloudEvent) => unknown;

/** A CloudEvent as the functions framework hands it over: its attributes beside its data. */
export interface CloudEvent {
  [attribute: string]: unknown;
  id: string;
  type: string;
  data: Buffer;
}

interface Base {
  name: string;
  region: string;
  timeoutSeconds: number;
}
export interface HttpFunction extends Base {
  kind: 'http';
  handler: HttpHandler;
}
export interface TaskFunction extends Base {
  kind: 'task';
  handler: HttpHandler;
  retry: RetryPolicy;
  rate: RateLimits;
}
export interface ScheduleFunction extends Base {
  kind: 'schedule';
  handler: HttpHandler;
  schedule: string;
  timeZone: string;
  retry: RetryPolicy;
}
export interface EventFunction extends Base {
  kind: 'event';
  handler: EventHandler;
  eventType: string;
  database: string;
  namespace: string;
  document: { value: string; matchType: 'EXACT' | 'PATH_PATTERN' };
  retries: boolean;
}
export type HostedFunction = HttpFunction | TaskFunction | ScheduleFunction | EventFunction;

const DEFAULT_REGION = 'us-central1';
const DEFAULT_TIMEOUT_SECONDS = 60;
/** The zone that a deploy gives a schedule that names none. */
const DEFAULT_TIME_ZONE = 'America/Los_Angeles';

/** Loads the bundle at `path`; throws, with the export's name, on a kind of function that this host cannot run. */
export async function loadFunctions(path: string): Promise<HostedFunction[]> {
  const bundle: unknown = await import(pathToFileURL(path).href);
  return collectFunctions(bundle, '');
}

export function functionsOfKind<K extends HostedFunction['kind']>(
  functions: readonly HostedFunction[],
  kind: K,
) {
  return functions.filter((fn): fn is Extract<HostedFunction, { kind: K }> => fn.kind === kind);
}

function collectFunctions(exports: unknown, prefix: string): HostedFunction[] {
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.entries(exports).flatMap(([key, value]: [string, unknown]) => {
    const name = prefix === '' ? key : `${prefix}-${key}`;
    if (typeof value === 'function') {
      return hasEndpoint(value) && value.__endpoint.omit !== true ? [readFunction(name, value)] : [];
    }
    return collectFunctions(value, name);
  });
}

type Settings = Record<string, unknown>;
type Exported = ((...args: unknown[]) => unknown) & { __endpoint: Settings };

function hasEndpoint(value: object): value is Exported {
  return '__endpoint' in value && typeof value.__endpoint === 'object' && value.__endpoint !== null;
}

function readFunction(name: string, exported: Exported): HostedFunction {
  const endpoint = exported.__endpoint;
  const base: Base = {
    name,
    region: readFirstText(endpoint['region']) ?? DEFAULT_REGION,
    timeoutSeconds:
      typeof endpoint['timeoutSeconds'] === 'number' ? endpoint['timeoutSeconds'] : DEFAULT_TIMEOUT_SECONDS,
  };
  const handler = exported as HttpHandler & EventHandler;
  if (endpoint['httpsTrigger'] || endpoint['callableTrigger']) return { ...base, kind: 'http', handler };
  const queue = endpoint['taskQueueTrigger'] as Settings | undefined;
  if (queue) {
    const retry = readRetryPolicy(queue['retryConfig'], { attemptsFallback: 3 });
    return { ...base, kind: 'task', handler, retry, rate: readRateLimits(queue['rateLimits']) };
  }
  const job = endpoint['scheduleTrigger'] as Settings | undefined;
  if (job) return { ...base, kind: 'schedule', handler, ...readSchedule(job) };
  const trigger = endpoint['eventTrigger'] as Settings | undefined;
  if (trigger) return { ...base, kind: 'event', handler, ...readFirestoreTrigger(name, trigger) };
  throw new Error(`function ${name}: this host does not know its kind of trigger`);
}

function readSchedule(job: Settings): Pick<ScheduleFunction, 'schedule' | 'timeZone' | 'retry'> {
  const retryConfig = (job['retryConfig'] ?? {}) as Settings;
  const retryCount = typeof retryConfig['retryCount'] === 'number' ? retryConfig['retryCount'] : 0;
  return {
    schedule: String(job['schedule']),
    timeZone: typeof job['timeZone'] === 'string' ? job['timeZone'] : DEFAULT_TIME_ZONE,
    retry: readRetryPolicy(
      { minBackoffSeconds: 5, maxDoublings: 5, ...withoutUnset(retryConfig), maxAttempts: retryCount + 1 },
      {
        attemptsFallback: 1,
      },
    ),
  };
}

function readFirestoreTrigger(
  name: string,
  trigger: Settings,
): Omit<EventFunction, keyof Base | 'kind' | 'handler'> {
  const eventType = String(trigger['eventType']);
  if (!eventType.startsWith('google.cloud.firestore.document.v1.')) {
    throw new Error(`function ${name}: this host runs Firestore triggers, not ${eventType}`);
  }
  const exact = (trigger['eventFilters'] ?? {}) as Record<string, string>;
  const patterns = (trigger['eventFilterPathPatterns'] ?? {}) as Record<string, string>;
  const pattern = patterns['document'];
  return {
    eventType,
    database: exact['database'] ?? '(default)',
    namespace: exact['namespace'] ?? '(default)',
    document:
      pattern === undefined
        ? { value: exact['document'] ?? '', matchType: 'EXACT' }
        : { value: pattern, matchType: 'PATH_PATTERN' },
    retries: trigger['retry'] === true,
  };
}

/** firebase-functions marks what a deploy should reset with null or an object of its own: both mean "not set". */
function withoutUnset(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => typeof value === 'number'));
}

function readFirstText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}
