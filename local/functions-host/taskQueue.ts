/**
 * One Cloud Tasks queue: keeps named tasks until they are due, sends them within the queue's limits, and tries failed ones
 * again. It stands apart from Cloud Tasks' REST form (`tasksApi.ts`) and from how a task reaches its function (`dispatch`).
 * Rules: a name can be used once, and again only an hour after its task is gone; an attempt counts as done when the
 * function answered 2xx; order is by due time, without a promise.
 * IO: timers only; `dispatch` is passed in.
 */
import type { RateLimits, RetryPolicy } from './queuePolicy.ts';
import { backoffSeconds, mayRetry } from './queuePolicy.ts';
import type { QueueJournal } from './taskJournal.ts';

/** Google keeps the name of a task that ran or was deleted for about an hour, in queues made through Cloud Tasks. */
export const NAME_MEMORY_MS = 60 * 60 * 1_000;
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1_000;

export interface NewTask {
  /** The last segment of its resource name. */
  taskId: string;
  dueAtMs: number;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  deadlineSeconds: number;
}
export interface Task extends NewTask {
  attempts: number;
  /** Attempts that the function itself answered, 5xx not counted: Google's "execution count". */
  executions: number;
  firstAttemptAtMs: number;
  previousStatus: number | undefined;
}

/** Sends one attempt and answers the HTTP status; must not reject. */
export type Dispatch = (task: Task) => Promise<number>;

/** Told of each attempt that did not end in 2xx. */
export type OnFailure = (task: Task, status: number, givenUp: boolean) => void;

export interface QueueStatus {
  waiting: number;
  running: number;
  nextAt: string | undefined;
  done: number;
  givenUp: number;
}

export interface TaskQueueOptions {
  retry: RetryPolicy;
  rate: RateLimits;
  dispatch: Dispatch;
  onFailure?: OnFailure;
  /** Keeps its tasks over a restart; without one they are in memory alone. */
  journal?: QueueJournal;
}

export class TaskQueue {
  #retry: RetryPolicy;
  #rate: RateLimits;
  #dispatch: Dispatch;
  #onFailure: OnFailure;
  #journal: QueueJournal | undefined;
  #waiting: Task[] = [];
  #names = new Set<string>();
  #goneNames: Map<string, number>;
  #running = 0;
  #done = 0;
  #givenUp = 0;
  #tokens: number;
  #tokensAtMs = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #isStarted = false;

  constructor(queue: TaskQueueOptions) {
    this.#retry = queue.retry;
    this.#rate = queue.rate;
    this.#dispatch = queue.dispatch;
    this.#onFailure = queue.onFailure ?? (() => undefined);
    this.#journal = queue.journal;
    this.#tokens = this.#burst;
    this.#goneNames = this.#journal?.contents.goneNames ?? new Map<string, number>();
    for (const task of this.#journal?.contents.tasks ?? []) this.#take(task);
  }

  /** Begins to send; until then tasks are only taken. */
  start(): void {
    this.#isStarted = true;
    this.#pump();
  }

  get status(): QueueStatus {
    const next = this.#waiting[0];
    return {
      waiting: this.#waiting.length,
      running: this.#running,
      nextAt: next && new Date(next.dueAtMs).toISOString(),
      done: this.#done,
      givenUp: this.#givenUp,
    };
  }

  /** False: a task of this name is there, or was until less than an hour ago. */
  add(task: NewTask): boolean {
    this.#forgetOldNames();
    if (this.#names.has(task.taskId) || this.#goneNames.has(task.taskId)) return false;
    this.#journal?.came(task);
    this.#take(task);
    this.#pump();
    return true;
  }

  /** False: there is no such task. One that is being sent just now is finished, not stopped, as Google does. */
  delete(taskId: string): boolean {
    if (!this.#names.has(taskId)) return false;
    this.#waiting = this.#waiting.filter((task) => task.taskId !== taskId);
    this.#letGo(taskId);
    return true;
  }

  /** Sends every waiting task now, whatever its time; resolves when each had one attempt. Answers how many. */
  async runAll(): Promise<number> {
    const tasks = this.#waiting;
    this.#waiting = [];
    await Promise.all(tasks.map((task) => this.#attempt(task)));
    return tasks.length;
  }

  stop(): void {
    this.#isStarted = false;
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  /** Google derives the burst from the rate and does not say how; this is near what its console shows. */
  get #burst(): number {
    return Math.max(1, this.#rate.maxDispatchesPerSecond / 5);
  }

  #take(task: NewTask): void {
    this.#names.add(task.taskId);
    this.#insert({ ...task, attempts: 0, executions: 0, firstAttemptAtMs: 0, previousStatus: undefined });
  }

  #insert(task: Task): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waiting[middle]?.dueAtMs ?? Infinity) <= task.dueAtMs) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, task);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (!this.#isStarted) return;
    this.#refillTokens();
    let next = this.#waiting[0];
    while (next && next.dueAtMs <= Date.now() && this.#hasRoom()) {
      this.#waiting.shift();
      this.#tokens -= 1;
      void this.#attempt(next);
      next = this.#waiting[0];
    }
    // Without a free place the end of a running attempt pumps again.
    if (!next || this.#running >= this.#rate.maxConcurrentDispatches) return;
    const untilTokenMs = Math.max(0, ((1 - this.#tokens) / this.#rate.maxDispatchesPerSecond) * 1_000);
    const waitMs = Math.max(next.dueAtMs - Date.now(), Math.ceil(untilTokenMs), 0);
    this.#timer = setTimeout(() => this.#pump(), Math.min(waitMs, LONGEST_TIMER_MS));
  }

  #hasRoom(): boolean {
    return this.#running < this.#rate.maxConcurrentDispatches && this.#tokens >= 1;
  }

  #refillTokens(): void {
    const now = Date.now();
    const gained = ((now - this.#tokensAtMs) / 1_000) * this.#rate.maxDispatchesPerSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#tokensAtMs = now;
  }

  async #attempt(task: Task): Promise<void> {
    this.#running += 1;
    if (task.attempts === 0) task.firstAttemptAtMs = Date.now();
    const status = await this.#dispatch(task);
    this.#running -= 1;
    task.attempts += 1;
    task.previousStatus = status;
    if (status < 500) task.executions += 1;
    this.#settle(task, status);
    this.#pump();
  }

  #settle(task: Task, status: number): void {
    if (!this.#isStarted || !this.#names.has(task.taskId)) return;
    if (status >= 200 && status < 300) {
      this.#done += 1;
      this.#letGo(task.taskId);
      return;
    }
    const givenUp = !mayRetry(this.#retry, task.attempts, (Date.now() - task.firstAttemptAtMs) / 1_000);
    this.#onFailure(task, status, givenUp);
    if (givenUp) {
      this.#givenUp += 1;
      this.#letGo(task.taskId);
    } else {
      task.dueAtMs = Date.now() + backoffSeconds(this.#retry, task.attempts) * 1_000;
      this.#insert(task);
    }
  }

  #letGo(taskId: string): void {
    this.#names.delete(taskId);
    const nameFreeAtMs = Date.now() + NAME_MEMORY_MS;
    this.#goneNames.set(taskId, nameFreeAtMs);
    this.#journal?.went(taskId, nameFreeAtMs);
  }

  /** Names go in the order in which they came, so the first that is too young ends the walk. */
  #forgetOldNames(): void {
    for (const [name, until] of this.#goneNames) {
      if (until > Date.now()) return;
      this.#goneNames.delete(name);
    }
  }
}
