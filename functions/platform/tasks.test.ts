import type { Functions } from 'firebase-admin/functions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTasks } from './tasks.ts';
import type { Tasks } from './tasks.ts';

const deadlineMs = 2_000;
const named = { id: 'expiry-1' };

let enqueue: ReturnType<typeof vi.fn<() => Promise<void>>>;
let told: string[];
let tasks: Tasks;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  enqueue = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const queue = { enqueue, delete: () => Promise.resolve() };
  const log = {
    taskNotQueued: (_: string, error: unknown) => void told.push(String(error)),
    serviceAwayChanged: (service: string, isAway: boolean) => void told.push(`${service} ${isAway}`),
  };
  tasks = createTasks({ taskQueue: () => queue } as unknown as Functions, log, deadlineMs);
});
afterEach(() => vi.useRealTimers());

const put = (when = named) => tasks.enqueue('refundOrder', { orderId: 'order-1' }, when);

describe('a queue that is there', () => {
  it('is asked once for a name', async () => {
    expect(await put()).toBe(true);
    expect(await put()).toBe(true);
    expect(enqueue).toHaveBeenCalledTimes(1);
  });

  it('that has the name already has it queued', async () => {
    enqueue.mockRejectedValue(Object.assign(new Error(), { code: 'functions/task-already-exists' }));
    expect(await put()).toBe(true);
    expect(told).toEqual([]);
  });
});

describe('a queue that is silent', () => {
  beforeEach(() => {
    enqueue.mockReturnValue(new Promise(() => undefined));
  });

  it('is waited for until the deadline; the name is asked for again', async () => {
    const first = put();
    await vi.advanceTimersByTimeAsync(deadlineMs);
    expect(await first).toBe(false);
    expect(told).toHaveLength(1);
    enqueue.mockResolvedValue();
    expect(await put()).toBe(true);
    expect(enqueue).toHaveBeenCalledTimes(2);
  });

  it('is left alone after ten calls', async () => {
    const all = Array.from({ length: 10 }, (_, i) => put({ id: `task-${i}` }));
    await vi.advanceTimersByTimeAsync(deadlineMs);
    expect(await Promise.all(all)).toEqual(Array(10).fill(false));
    expect(await put({ id: 'late' })).toBe(false);
    expect(enqueue).toHaveBeenCalledTimes(10);
    expect(told).toContain('Cloud Tasks true');
  });
});
