import { describe, expect, test } from 'vitest';
import type { RetryPolicy } from './queuePolicy.ts';
import { backoffSeconds, mayRetry, readRateLimits, readRetryPolicy } from './queuePolicy.ts';

const policy: RetryPolicy = {
  maxAttempts: 3,
  minBackoffSeconds: 10,
  maxBackoffSeconds: 300,
  maxDoublings: 3,
  maxRetrySeconds: 0,
};

describe('back-off', () => {
  test("Google's own example: 10 s, at most 300 s, 3 doublings", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => backoffSeconds(policy, failures));
    expect(waits).toEqual([10, 20, 40, 80, 160, 240, 300, 300]);
  });
});

describe('giving up', () => {
  test('the last of maxAttempts is not tried again', () => {
    expect([1, 2, 3].map((attempts) => mayRetry(policy, attempts, 1))).toEqual([true, true, false]);
  });

  test('-1 never gives up', () => {
    expect(mayRetry({ ...policy, maxAttempts: -1 }, 10_000, 1e6)).toBe(true);
  });

  test('with a time limit, both attempts and time must be used up', () => {
    const timed = { ...policy, maxRetrySeconds: 60 };
    expect(mayRetry(timed, 3, 59)).toBe(true);
    expect(mayRetry(timed, 3, 60)).toBe(false);
    expect(mayRetry(timed, 2, 60)).toBe(true);
  });
});

describe('settings of a function', () => {
  test('what is not set, or set to be reset, is as a deploy makes it', () => {
    const unset = { maxAttempts: null, minBackoffSeconds: {} };
    expect(readRetryPolicy(unset, { attemptsFallback: 3 })).toMatchObject({
      maxAttempts: 3,
      minBackoffSeconds: 0.1,
      maxBackoffSeconds: 3_600,
    });
    expect(readRateLimits(undefined)).toEqual({
      maxConcurrentDispatches: 1_000,
      maxDispatchesPerSecond: 500,
    });
  });
});
