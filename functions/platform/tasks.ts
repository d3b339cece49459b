/**
 * Task queues. A task is a promptness, never a guarantee: what it does is also done by the sweep, so a task that
 * cannot be queued is logged and let go. Named tasks are queued once. IO: Cloud Tasks.
 */
import type { Functions } from 'firebase-admin/functions';
import type { Log } from './log.ts';
import { region } from './region.ts';

export interface TaskPayloads {
  expireHold: { holdId: string };
  reconcileOrder: { orderId: string };
  refundOrder: { orderId: string };
  projectBoard: { eventId: string; sectionId: string };
}
export type QueueName = keyof TaskPayloads;

export interface Tasks {
  /** `id`: queued at most once under this name, now or within the hour or so that Cloud Tasks remembers it. */
  enqueue<Name extends QueueName>(
    queue: Name,
    payload: TaskPayloads[Name],
    when?: { at?: Date; id?: string },
  ): Promise<void>;
}

const isQueuedAlready = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'functions/task-already-exists';

export function createTasks(functions: Functions, log: Log): Tasks {
  return {
    enqueue: async (queue, payload, when = {}) => {
      try {
        await functions.taskQueue<typeof payload>(`locations/${region}/functions/${queue}`).enqueue(payload, {
          ...(when.at ? { scheduleTime: when.at } : {}),
          ...(when.id ? { id: when.id } : {}),
        });
      } catch (error) {
        if (!isQueuedAlready(error)) log.taskNotQueued(queue, error);
      }
    },
  };
}
