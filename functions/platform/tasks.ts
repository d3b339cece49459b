/**
 * Task queues. A task is a promptness, never a guarantee: what it does is also done by the sweep, so a task that
 * cannot be queued is logged and let go: soon, for whoever queues has committed and is waited for. Named tasks are queued
 * once. IO: Cloud Tasks.
 */
import type { Functions } from 'firebase-admin/functions';
import { LRUCache } from 'lru-cache';
import { createBreaker } from './breaker.ts';
import type { Log } from './log.ts';
import { region } from './region.ts';
import { withDeadline } from './withDeadline.ts';

export interface TaskPayloads {
  /** ISO 8601: the end of the half second in which the holds end. */
  expireHolds: { at: string };
  reconcileOrder: { orderId: string };
  refundOrder: { orderId: string };
  projectBoard: { eventId: string; sectionId: string };
}
export type QueueName = keyof TaskPayloads;

export interface Tasks {
  /**
   * `id`: queued at most once under this name, now or within the hour or so that Cloud Tasks remembers it. Answers
   * whether it is queued; where it is not, that was logged.
   */
  enqueue<Name extends QueueName>(
    queue: Name,
    payload: TaskPayloads[Name],
    when?: { at?: Date; id?: string },
  ): Promise<boolean>;
}

const isQueuedAlready = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'functions/task-already-exists';

/** Names queued by this instance, so that a rush asks Cloud Tasks once and not once a buyer. */
const keptNames = 5_000;

/** Whatever is no answer of the queue's own counts as its being away. */
const isAway = (error: unknown): boolean => !isQueuedAlready(error);

export function createTasks(
  functions: Functions,
  log: Pick<Log, 'taskNotQueued' | 'serviceAwayChanged'>,
  deadlineMs: number,
): Tasks {
  const queued = new LRUCache<string, true>({ max: keptNames });
  const breaker = createBreaker('Cloud Tasks', isAway, log.serviceAwayChanged);
  const noAnswerInTime = () => new Error(`Cloud Tasks did not answer within ${deadlineMs} ms`);
  return {
    enqueue: async (queue, payload, { at, id } = {}) => {
      const name = id === undefined ? undefined : `${queue}/${id}`;
      if (name !== undefined && queued.has(name)) return true;
      if (name !== undefined) queued.set(name, true);
      try {
        await breaker.call(() => {
          const enqueuing = functions
            .taskQueue<typeof payload>(`locations/${region}/functions/${queue}`)
            .enqueue(payload, { ...(at ? { scheduleTime: at } : {}), ...(id ? { id } : {}) });
          return withDeadline(enqueuing, deadlineMs, noAnswerInTime);
        });
        return true;
      } catch (error) {
        if (isQueuedAlready(error)) return true;
        if (name !== undefined) queued.delete(name);
        log.taskNotQueued(queue, error);
        return false;
      }
    },
  };
}
