import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewTask, Task } from './taskQueue.ts';
import { NAME_MEMORY_MS, TaskQueue } from './taskQueue.ts';

const retry = {
  maxAttempts: 3,
  minBackoffSeconds: 1,
  maxBackoffSeconds: 60,
  maxDoublings: 4,
  maxRetrySeconds: 0,
};
const rate = { maxConcurrentDispatches: 100, maxDispatchesPerSecond: 500 };

function makeTask(taskId: string, inMs = 0): NewTask {
  const dueAtMs = Date.now() + inMs;
  return { taskId, dueAtMs, url: '', headers: {}, body: Buffer.alloc(0), deadlineSeconds: 10 };
}

/** A queue whose function answers with the statuses given, the last one for ever; `sent` is what it was sent and when. */
function makeQueue(statuses: number[], limits = rate) {
  const sent: { taskId: string; atMs: number; attempts: number; previousStatus: number | undefined }[] = [];
  const dispatch = (task: Task) => {
    const { taskId, attempts, previousStatus } = task;
    sent.push({ taskId, atMs: Date.now(), attempts, previousStatus });
    return Promise.resolve(statuses[Math.min(sent.length, statuses.length) - 1] ?? 200);
  };
  const failures: boolean[] = [];
  const onFailure = (_task: Task, _status: number, givenUp: boolean) => void failures.push(givenUp);
  const queue = new TaskQueue({ retry, rate: limits, dispatch, onFailure });
  queue.start();
  return { queue, sent, failures };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('names', () => {
  test('a second task of the same name is refused while the first waits', () => {
    const { queue } = makeQueue([200]);
    expect([queue.add(makeTask('a', 1_000)), queue.add(makeTask('a', 5_000))]).toEqual([true, false]);
    expect(queue.status.waiting).toBe(1);
  });

  test('the name of a task that ran is free again after an hour, not before', async () => {
    const { queue, sent } = makeQueue([200]);
    queue.add(makeTask('a'));
    await vi.advanceTimersByTimeAsync(NAME_MEMORY_MS - 1);
    expect(queue.add(makeTask('a'))).toBe(false);
    await vi.advanceTimersByTimeAsync(2);
    expect(queue.add(makeTask('a'))).toBe(true);
    expect(sent).toHaveLength(2);
  });

  test('the name of a deleted task stays taken, and the task does not run', async () => {
    const { queue, sent } = makeQueue([200]);
    queue.add(makeTask('a', 1_000));
    expect([queue.delete('a'), queue.delete('a'), queue.add(makeTask('a'))]).toEqual([true, false, false]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([]);
  });
});

describe('time', () => {
  test('tasks run when they are due, in the order of their times', async () => {
    const { queue, sent } = makeQueue([200]);
    queue.add(makeTask('later', 5_000));
    queue.add(makeTask('sooner', 2_000));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_001);
    expect(sent.map(({ taskId, atMs }) => [taskId, atMs])).toEqual([
      ['sooner', 1_002_000],
      ['later', 1_005_000],
    ]);
  });

  test('run-all sends what waits at once, and answers how many', async () => {
    const { queue, sent } = makeQueue([200]);
    queue.add(makeTask('a', 600_000));
    queue.add(makeTask('b', 700_000));
    expect(await queue.runAll()).toBe(2);
    expect(sent.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(queue.status).toMatchObject({ waiting: 0, running: 0, done: 2 });
  });
});

describe('retries', () => {
  test('a failed task is tried again after the back-off and then done', async () => {
    const { queue, sent, failures } = makeQueue([500, 429, 204]);
    queue.add(makeTask('a'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent.map(({ atMs, attempts, previousStatus }) => [atMs, attempts, previousStatus])).toEqual([
      [1_000_000, 0, undefined],
      [1_001_000, 1, 500],
      [1_003_000, 2, 429],
    ]);
    expect(failures).toEqual([false, false]);
    expect(queue.status).toMatchObject({ waiting: 0, done: 1, givenUp: 0 });
  });

  test('after the last attempt it is given up, and that is told', async () => {
    const { queue, sent, failures } = makeQueue([500]);
    queue.add(makeTask('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
    expect(failures).toEqual([false, false, true]);
    expect(queue.status).toMatchObject({ waiting: 0, done: 0, givenUp: 1 });
  });
});

describe('limits', () => {
  test('never more at a time than maxConcurrentDispatches', async () => {
    let running = 0;
    let most = 0;
    const dispatch = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
      return 200;
    };
    const queue = new TaskQueue({ retry, rate: { ...rate, maxConcurrentDispatches: 3 }, dispatch });
    queue.start();
    for (let index = 0; index < 10; index += 1) queue.add(makeTask(`t${index}`));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(most).toBe(3);
    expect(queue.status.done).toBe(10);
  });

  test('not faster than maxDispatchesPerSecond', async () => {
    const { queue, sent } = makeQueue([200], { maxConcurrentDispatches: 100, maxDispatchesPerSecond: 2 });
    for (let index = 0; index < 6; index += 1) queue.add(makeTask(`t${index}`));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent).toHaveLength(6);
  });
});
