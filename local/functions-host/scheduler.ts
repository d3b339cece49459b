/**
 * The double of Cloud Scheduler: runs each scheduled function on the clock and on demand. It stands apart from the reading of
 * schedules (`scheduleTimes.ts`).
 * Rules: one run of a job at a time, a time that comes while it runs is passed over; failed runs are tried again as the
 * function's retry settings say.
 * IO: timers; the run itself is passed in.
 */
import type { FailureLog } from './failureLog.ts';
import type { ScheduleFunction } from './loadFunctions.ts';
import { backoffSeconds, mayRetry } from './queuePolicy.ts';
import type { NextTime } from './scheduleTimes.ts';
import { readSchedule } from './scheduleTimes.ts';

const LONGEST_TIMER_MS = 24 * 60 * 60 * 1_000;

/** Runs the function once for the time given and answers the HTTP status. */
export type RunJob = (fn: ScheduleFunction, scheduledAt: Date) => Promise<number>;

interface Job {
  fn: ScheduleFunction;
  nextTime: NextTime;
  nextAt: Date | undefined;
  lastAt: Date | undefined;
  lastStatus: number | undefined;
  running: boolean;
  timer: NodeJS.Timeout | undefined;
}

export class Scheduler {
  #jobs = new Map<string, Job>();
  #run: RunJob;
  #failures: FailureLog;
  #stopped = false;

  constructor(
    functions: readonly ScheduleFunction[],
    { run, failures }: { run: RunJob; failures: FailureLog },
  ) {
    this.#run = run;
    this.#failures = failures;
    for (const fn of functions) {
      const nextTime = readSchedule(fn.schedule, fn.timeZone);
      const never = { nextAt: undefined, lastAt: undefined, lastStatus: undefined, timer: undefined };
      this.#jobs.set(fn.name, { fn, nextTime, running: false, ...never });
    }
  }

  get status(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#jobs].map(([name, { fn, nextAt, lastAt, lastStatus, running }]) => [
        name,
        { schedule: fn.schedule, timeZone: fn.timeZone, nextAt, lastAt, lastStatus, running },
      ]),
    );
  }

  start(): void {
    for (const job of this.#jobs.values()) this.#waitForNext(job);
  }

  stop(): void {
    this.#stopped = true;
    for (const job of this.#jobs.values()) clearTimeout(job.timer);
  }

  /** Runs a job now, once; undefined: there is none of that name. */
  async runNow(name: string): Promise<number | undefined> {
    const job = this.#jobs.get(name);
    return job && this.#runOnce(job, new Date());
  }

  #waitForNext(job: Job): void {
    if (this.#stopped) return;
    job.nextAt ??= job.nextTime(new Date());
    const at = job.nextAt;
    const waitMs = at.getTime() - Date.now();
    if (waitMs > LONGEST_TIMER_MS) {
      job.timer = setTimeout(() => this.#waitForNext(job), LONGEST_TIMER_MS);
      return;
    }
    job.timer = setTimeout(
      () => {
        void this.#runOnClock(job, at).finally(() => {
          job.nextAt = undefined;
          this.#waitForNext(job);
        });
      },
      Math.max(0, waitMs),
    );
  }

  async #runOnClock(job: Job, at: Date): Promise<void> {
    const beganAtMs = Date.now();
    for (let attempts = 1; !this.#stopped; attempts += 1) {
      const status = await this.#runOnce(job, at);
      if (status < 400 || !mayRetry(job.fn.retry, attempts, (Date.now() - beganAtMs) / 1_000)) return;
      await new Promise((resolve) => {
        job.timer = setTimeout(resolve, backoffSeconds(job.fn.retry, attempts) * 1_000);
      });
    }
  }

  async #runOnce(job: Job, at: Date): Promise<number> {
    job.running = true;
    job.lastAt = new Date();
    job.lastStatus = await this.#run(job.fn, at);
    job.running = false;
    if (job.lastStatus >= 400) this.#failures.add(job.fn.name, 'schedule', `answered ${job.lastStatus}`);
    return job.lastStatus;
  }
}
