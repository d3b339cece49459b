/**
 * Calls functions of this host over its own HTTP form, as Cloud Tasks and Cloud Scheduler do in production. It stands apart from
 * when they are called (`taskQueue.ts`, `scheduler.ts`).
 * Rules: background functions are not public: a call carries the service token, without which they answer 403. Like Google's,
 * the token is a JWT, as firebase-functions decodes it for `request.auth`. Calls go by node:http, since `fetch` gives up
 * after five minutes and tasks may take thirty.
 * IO: HTTP to loopback.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { FailureLog } from './failureLog.ts';
import type { HostedFunction, ScheduleFunction, TaskFunction } from './loadFunctions.ts';
import { taskHeaders } from './taskRequests.ts';
import type { TaskJournal } from './taskJournal.ts';
import { TaskQueue } from './taskQueue.ts';

/** The deadline passed: what Google counts as DEADLINE_EXCEEDED. */
const DEADLINE_STATUS = 504;
/** There was no answer at all. */
const UNREACHABLE_STATUS = 503;

interface Call {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  deadlineSeconds: number;
}

export class BackgroundCalls {
  readonly serviceToken = createServiceToken();
  #origin: string;
  #projectId: string;
  #failures: FailureLog;
  #agent = new Agent({ keepAlive: true });

  constructor(host: { origin: string; projectId: string; failures: FailureLog }) {
    this.#origin = host.origin;
    this.#projectId = host.projectId;
    this.#failures = host.failures;
  }

  /** A queue a task function, by the function's name, which is also the queue's. */
  createQueues(functions: readonly TaskFunction[], journal: TaskJournal): Map<string, TaskQueue> {
    return new Map(functions.map((fn) => [fn.name, this.#createQueue(fn, journal)]));
  }

  /** Runs a scheduled function as Cloud Scheduler does and answers its HTTP status. */
  runSchedule = (fn: ScheduleFunction, scheduledAt: Date): Promise<number> =>
    this.#post({
      url: this.#urlOf(fn),
      headers: {
        'user-agent': 'Google-Cloud-Scheduler',
        'x-cloudscheduler': 'true',
        'x-cloudscheduler-jobname': `firebase-schedule-${fn.name}-${fn.region}`,
        'x-cloudscheduler-scheduletime': scheduledAt.toISOString(),
      },
      body: Buffer.alloc(0),
      deadlineSeconds: fn.timeoutSeconds,
    });

  #createQueue(fn: TaskFunction, journal: TaskJournal): TaskQueue {
    return new TaskQueue({
      journal: journal.queue(fn.name),
      retry: fn.retry,
      rate: fn.rate,
      dispatch: (task) =>
        this.#post({
          url: task.url === '' ? this.#urlOf(fn) : task.url,
          headers: taskHeaders(fn.name, task),
          body: task.body,
          deadlineSeconds: task.deadlineSeconds,
        }),
      onFailure: (task, status, givenUp) => {
        const what = `task ${task.taskId}, attempt ${task.attempts}`;
        this.#failures.add(fn.name, what, `answered ${status}${givenUp ? ', given up' : ''}`);
      },
    });
  }

  #urlOf(fn: HostedFunction): string {
    return `${this.#origin}/${this.#projectId}/${fn.region}/${fn.name}`;
  }

  /** Never rejects: no answer is 503, a late one 504. */
  async #post(call: Call): Promise<number> {
    const headers = {
      ...call.headers,
      authorization: `Bearer ${this.serviceToken}`,
      'content-length': String(call.body.length),
    };
    return new Promise((resolve) => {
      const outgoing = request(call.url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('close', () => {
          clearTimeout(timer);
          resolve(response.complete ? (response.statusCode ?? UNREACHABLE_STATUS) : UNREACHABLE_STATUS);
        });
      });
      const timer = setTimeout(() => {
        resolve(DEADLINE_STATUS);
        outgoing.destroy();
      }, call.deadlineSeconds * 1_000);
      outgoing.on('error', () => {
        clearTimeout(timer);
        resolve(UNREACHABLE_STATUS);
      });
      outgoing.end(call.body);
    });
  }
}

/** A bearer token for one run of the host; nobody outside the process knows it. */
function createServiceToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'service-account', email: 'service-account@local.invalid', jti: randomUUID() };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.local`;
}
