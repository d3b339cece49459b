/**
 * How often and how fast work is tried again: Cloud Tasks' retry and rate settings and the arithmetic of its back-off. Tasks,
 * schedules and events share it. It stands apart because it is the part that can be checked against Google's words alone.
 * Rules: the wait doubles `maxDoublings` times from the minimum, then grows by that last step each time, never above the
 * maximum; retrying ends when the attempts are used up *and*, if a time limit is set, it has passed too.
 * No IO.
 */
export interface RetryPolicy {
  /** -1: without end. */
  maxAttempts: number;
  minBackoffSeconds: number;
  maxBackoffSeconds: number;
  maxDoublings: number;
  /** Measured from the first attempt; 0: no time limit beside the attempts. */
  maxRetrySeconds: number;
}

export interface RateLimits {
  maxConcurrentDispatches: number;
  maxDispatchesPerSecond: number;
}

/** What a deploy sets for a queue whose function says nothing: see firebase-tools' cloudtasks.ts. */
const DEPLOYED_RETRY = {
  minBackoffSeconds: 0.1,
  maxBackoffSeconds: 3_600,
  maxDoublings: 16,
  maxRetrySeconds: 0,
};
const DEPLOYED_RATE: RateLimits = { maxConcurrentDispatches: 1_000, maxDispatchesPerSecond: 500 };

/** Settings as firebase-functions has them: numbers, or null and markers for what is not set. */
export function readRetryPolicy(
  settings: unknown,
  { attemptsFallback }: { attemptsFallback: number },
): RetryPolicy {
  return {
    maxAttempts: readNumber(settings, 'maxAttempts', attemptsFallback),
    minBackoffSeconds: readNumber(settings, 'minBackoffSeconds', DEPLOYED_RETRY.minBackoffSeconds),
    maxBackoffSeconds: readNumber(settings, 'maxBackoffSeconds', DEPLOYED_RETRY.maxBackoffSeconds),
    maxDoublings: readNumber(settings, 'maxDoublings', DEPLOYED_RETRY.maxDoublings),
    maxRetrySeconds: readNumber(settings, 'maxRetrySeconds', DEPLOYED_RETRY.maxRetrySeconds),
  };
}

export function readRateLimits(settings: unknown): RateLimits {
  return {
    maxConcurrentDispatches: readNumber(
      settings,
      'maxConcurrentDispatches',
      DEPLOYED_RATE.maxConcurrentDispatches,
    ),
    maxDispatchesPerSecond: readNumber(
      settings,
      'maxDispatchesPerSecond',
      DEPLOYED_RATE.maxDispatchesPerSecond,
    ),
  };
}

/** How long to wait after `failures` failed attempts (1 or more), in seconds. */
export function backoffSeconds(policy: RetryPolicy, failures: number): number {
  const doublings = Math.min(failures - 1, policy.maxDoublings);
  const lastStep = policy.minBackoffSeconds * 2 ** doublings;
  const linearSteps = Math.max(0, failures - 1 - policy.maxDoublings);
  return Math.min(policy.maxBackoffSeconds, lastStep * (1 + linearSteps));
}

/** Whether to try again after `attempts` attempts, the first of which began `secondsSinceFirst` ago. */
export function mayRetry(policy: RetryPolicy, attempts: number, secondsSinceFirst: number): boolean {
  const attemptsLeft = policy.maxAttempts < 0 || attempts < policy.maxAttempts;
  const timeLeft = policy.maxRetrySeconds > 0 && secondsSinceFirst < policy.maxRetrySeconds;
  return attemptsLeft || timeLeft;
}

function readNumber(settings: unknown, key: string, fallback: number): number {
  if (typeof settings !== 'object' || settings === null) return fallback;
  const value: unknown = (settings as Record<string, unknown>)[key];
  return typeof value === 'number' ? value : fallback;
}
