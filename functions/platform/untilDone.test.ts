import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from './failures.ts';
import { untilDone } from './untilDone.ts';
import type { Repeat } from './untilDone.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** Runs a step that answers `results` in turn, the last one for ever; settles with what came of it and how often it ran. */
async function run(...results: (Repeat | 'done')[]) {
  const startedAt: number[] = [];
  const step = (attempt: number): Promise<Repeat | 'done'> => {
    startedAt.push(performance.now());
    return Promise.resolve(results[Math.min(attempt, results.length - 1)] ?? 'done');
  };
  const ended = untilDone(step).catch((error: unknown) =>
    error instanceof Failure ? error.portalError.code : error,
  );
  await vi.runAllTimersAsync();
  const pauses = startedAt.slice(1).map((at, i) => at - (startedAt[i] ?? 0));
  return { ended: await ended, times: startedAt.length, pauses };
}

describe('a step', () => {
  it('that is done is not done again', async () => {
    expect(await run('done')).toEqual({ ended: 'done', times: 1, pauses: [] });
  });

  it('that met others is done again until it is done', async () => {
    expect(await run('refused', 'again', 'done')).toMatchObject({ ended: 'done', times: 3 });
  });

  it('that always meets others ends as a conflict, after twelve times', async () => {
    expect(await run('refused')).toMatchObject({ ended: 'conflict', times: 12 });
  });

  it('whose commits get no answer ends as unavailable, after three', async () => {
    expect(await run('unknown')).toMatchObject({ ended: 'unavailable', times: 3 });
  });

  it('that met others after a lost answer does not say that it was they', async () => {
    expect(await run('unknown', 'refused')).toMatchObject({ ended: 'unavailable', times: 12 });
  });

  it('waits longer and longer, up to half a second, and not as long as another who met the same', async () => {
    const [one, other] = [(await run('refused')).pauses, (await run('refused')).pauses];
    expect(Math.max(...one, ...other)).toBeLessThanOrEqual(500);
    const sum = (pauses: number[]) => pauses.reduce((total, pause) => total + pause, 0);
    expect(sum(one.slice(6))).toBeGreaterThan(sum(one.slice(0, 5)));
    expect(one).not.toEqual(other);
  });
});
