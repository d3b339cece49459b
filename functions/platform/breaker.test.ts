import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBreaker, ServiceAway } from './breaker.ts';
import type { Breaker } from './breaker.ts';

class NoAnswer extends Error {}
class Refused extends Error {}

let breaker: Breaker;
let changes: boolean[];
beforeEach(() => {
  vi.useFakeTimers();
  changes = [];
  breaker = createBreaker(
    'Stripe',
    (error) => error instanceof NoAnswer,
    (_, isAway) => changes.push(isAway),
  );
});
afterEach(() => vi.useRealTimers());

const failing = (error: Error) => vi.fn(() => Promise.reject(error));

async function failTimes(times: number, error: Error): Promise<void> {
  for (let i = 0; i < times; i += 1) await expect(breaker.call(failing(error))).rejects.toBe(error);
}

describe('a service that does not answer', () => {
  it('is not asked any more after ten calls in a row', async () => {
    await failTimes(10, new NoAnswer());
    const work = failing(new NoAnswer());
    await expect(breaker.call(work)).rejects.toThrow(ServiceAway);
    expect(work).not.toHaveBeenCalled();
    expect(changes).toEqual([true]);
  });

  it('is asked again after a while, by one call alone; once it answers, by all', async () => {
    await failTimes(10, new NoAnswer());
    await vi.advanceTimersByTimeAsync(5_000);
    const answer = Promise.withResolvers<string>();
    const probe = breaker.call(() => answer.promise);
    await expect(breaker.call(() => Promise.resolve('other'))).rejects.toThrow(ServiceAway);
    answer.resolve('back');
    expect(await probe).toBe('back');
    expect(await breaker.call(() => Promise.resolve('other'))).toBe('other');
    expect(changes).toEqual([true, false]);
  });

  it('that fails the one call too is left alone again', async () => {
    await failTimes(10, new NoAnswer());
    await vi.advanceTimersByTimeAsync(5_000);
    await failTimes(1, new NoAnswer());
    await expect(breaker.call(() => Promise.resolve('back'))).rejects.toThrow(ServiceAway);
  });
});

describe('a service that answers', () => {
  it('is asked however often it refuses', async () => {
    await failTimes(50, new Refused());
    expect(await breaker.call(() => Promise.resolve('fine'))).toBe('fine');
    expect(changes).toEqual([]);
  });

  it('now and then begins the count anew', async () => {
    await failTimes(9, new NoAnswer());
    await breaker.call(() => Promise.resolve('fine'));
    await failTimes(9, new NoAnswer());
    expect(await breaker.call(() => Promise.resolve('fine'))).toBe('fine');
  });

  it('begins the count anew with a refusal, too', async () => {
    await failTimes(9, new NoAnswer());
    await failTimes(1, new Refused());
    await failTimes(9, new NoAnswer());
    expect(await breaker.call(() => Promise.resolve('fine'))).toBe('fine');
  });
});
