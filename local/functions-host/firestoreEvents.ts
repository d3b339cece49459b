/**
 * The double of Eventarc for Firestore: registers the bundle's triggers with the Firestore emulator, takes the events that it
 * posts, and runs the handlers. It stands apart from HTTP functions because events have their own delivery: at least once,
 * retried where the trigger says so, at most EVENT_CONCURRENCY at a time for each trigger.
 * Rules: the emulator is answered at once, before the handler ran, since it sends one event at a time (measured: 200 writes with
 * a 20 ms handler were handled 0.4 s after the last commit, against 5.1 s); keys end in this host's port, so that several
 * hosts can be registered, and an event that is another host's is passed on to it.
 * Events come by the thousand, two for each hold: they are taken from the bare server, without the routes' layers.
 * IO: HTTP to the emulator and to other hosts on loopback.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { CloudEvent, EventFunction } from './loadFunctions.ts';
import type { FailureLog } from './failureLog.ts';
import type { RetryPolicy } from './queuePolicy.ts';
import { backoffSeconds, mayRetry } from './queuePolicy.ts';

/** As an instance of a gen 2 function takes by default. */
const EVENT_CONCURRENCY = 80;
/** Eventarc retries for 24 hours, from 10 s up to 10 minutes apart; nearer together here, where people wait for it. */
const EVENT_RETRY: RetryPolicy = {
  maxAttempts: 0,
  minBackoffSeconds: 1,
  maxBackoffSeconds: 60,
  maxDoublings: 16,
  maxRetrySeconds: 24 * 60 * 60,
};

const eventPath = /^\/functions\/projects\/[^/]+\/triggers\/([^/?]+)$/;

/** An event as it came over HTTP. */
interface Arrived {
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}
interface PendingEvent {
  event: CloudEvent;
  attempts: number;
  firstAttemptAtMs: number;
}
interface Trigger {
  fn: EventFunction;
  waiting: PendingEvent[];
  running: number;
}

export interface EventsStatus {
  waiting: number;
  running: number;
  retrying: number;
  done: number;
}

export class FirestoreEvents {
  #emulator: string;
  #projectId: string;
  #port: number;
  #failures: FailureLog;
  #triggers = new Map<string, Trigger>();
  #retryTimers = new Set<NodeJS.Timeout>();
  #done = 0;

  /** `emulator` is the Firestore emulator's host:port, `port` the one that this host listens on. */
  constructor(host: { emulator: string; projectId: string; port: number; failures: FailureLog }) {
    this.#emulator = host.emulator;
    this.#projectId = host.projectId;
    this.#port = host.port;
    this.#failures = host.failures;
  }

  get status(): EventsStatus {
    const triggers = [...this.#triggers.values()];
    return {
      waiting: triggers.reduce((sum, trigger) => sum + trigger.waiting.length, 0),
      running: triggers.reduce((sum, trigger) => sum + trigger.running, 0),
      retrying: this.#retryTimers.size,
      done: this.#done,
    };
  }

  /** Registers every trigger; rejects when the emulator refuses one. */
  async register(functions: readonly EventFunction[]): Promise<void> {
    for (const fn of functions) {
      const key = `${fn.name}-${this.#port}`;
      this.#triggers.set(key, { fn, waiting: [], running: 0 });
      const { eventType, database, namespace, document } = fn;
      await this.#putTrigger(key, { eventType, database, namespace, document });
    }
  }

  /** The emulator has no way to remove a trigger; one without a document matches nothing. */
  async unregister(): Promise<void> {
    for (const timer of this.#retryTimers) clearTimeout(timer);
    const triggers = [...this.#triggers];
    this.#triggers.clear();
    await Promise.allSettled(triggers.map(([key, { fn }]) => this.#silence(key, fn.eventType)));
  }

  /** Whether this is `POST /functions/projects/{project}/triggers/{key}`. */
  isEvent({ method, url = '' }: IncomingMessage): boolean {
    return method === 'POST' && eventPath.test(url);
  }

  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const key = eventPath.exec(path)?.[1] ?? '';
    const arrived = { path, headers: request.headers, body: await buffer(request) };
    response.writeHead(202).end();
    const trigger = this.#triggers.get(key);
    if (!trigger) return this.#passOn(key, arrived);
    trigger.waiting.push({ event: readEvent(arrived), attempts: 0, firstAttemptAtMs: Date.now() });
    this.#runWaiting(trigger);
  }

  #runWaiting(trigger: Trigger): void {
    while (trigger.running < EVENT_CONCURRENCY) {
      const pending = trigger.waiting.shift();
      if (!pending) return;
      trigger.running += 1;
      void this.#run(trigger, pending).finally(() => {
        trigger.running -= 1;
        this.#runWaiting(trigger);
      });
    }
  }

  async #run(trigger: Trigger, pending: PendingEvent): Promise<void> {
    const { fn } = trigger;
    pending.attempts += 1;
    try {
      await withinSeconds(fn.timeoutSeconds, async () => fn.handler(pending.event));
      this.#done += 1;
    } catch (error) {
      this.#failures.add(fn.name, `event attempt ${pending.attempts}`, error);
      const elapsedSeconds = (Date.now() - pending.firstAttemptAtMs) / 1_000;
      if (fn.retries && mayRetry(EVENT_RETRY, pending.attempts, elapsedSeconds))
        this.#retryLater(trigger, pending);
    }
  }

  #retryLater(trigger: Trigger, pending: PendingEvent): void {
    const timer = setTimeout(
      () => {
        this.#retryTimers.delete(timer);
        trigger.waiting.push(pending);
        this.#runWaiting(trigger);
      },
      backoffSeconds(EVENT_RETRY, pending.attempts) * 1_000,
    );
    this.#retryTimers.add(timer);
  }

  /** The emulator posts all events to one address: those of other hosts are carried on, and a dead host's trigger silenced. */
  #passOn(key: string, { path, headers, body }: Arrived): void {
    const port = Number(/-(\d+)$/.exec(key)?.[1] ?? 0);
    if (port === 0 || port === this.#port) return;
    const passedOn = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name.startsWith('ce-') || name === 'content-type' ? [[name, String(value)]] : [],
      ),
    );
    const sent = fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: passedOn,
      body: new Uint8Array(body),
    });
    sent.catch(() => this.#silence(key, String(headers['ce-type'])));
  }

  async #silence(key: string, eventType: string): Promise<void> {
    await this.#putTrigger(key, { eventType, database: '(default)', namespace: '(default)' });
  }

  async #putTrigger(key: string, trigger: object): Promise<void> {
    const query = new URLSearchParams({ eventarcTriggerId: key });
    const url = `http://${this.#emulator}/emulator/v1/projects/${this.#projectId}/eventarcTrigger?${query.toString()}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(trigger),
    });
    if (!response.ok) {
      throw new Error(
        `the Firestore emulator refused trigger ${key}: ${response.status} ${await response.text()}`,
      );
    }
  }
}

/** Binary-mode CloudEvent: attributes in `ce-` headers; the emulator sends the protobuf data in base64. */
function readEvent({ headers, body }: Arrived): CloudEvent {
  const attributes = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('ce-') ? [[name.slice(3), value]] : [],
    ),
  );
  return {
    ...attributes,
    id: String(attributes['id']),
    type: String(attributes['type']),
    datacontenttype: String(headers['content-type']),
    data: Buffer.from(body.toString('latin1'), 'base64'),
  };
}

async function withinSeconds(seconds: number, work: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${seconds} s`)), seconds * 1_000);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
