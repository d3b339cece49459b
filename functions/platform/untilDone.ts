/**
 * A step that reads, decides and commits, done again where others were quicker: after a pause that grows and is drawn
 * at random, so that those who met do not meet again. It ends while whoever asked still waits. No IO of its own.
 */
import { ExponentialBackoff, handleWhenResult, retry } from 'cockatiel';
import { Failure, unavailable } from './failures.ts';
import type { CommitOutcome } from './store.ts';

/** The most often a step is done again. */
const repeats = 11;
/** Commits without an answer, each after a whole deadline, before whoever asked is told so. */
const lostAnswers = 2;
/** Hosting lets nobody wait for more than 60 s, and what began may take two more deadlines of the store's. */
const withinMs = 20_000;

/** Why a step is to be repeated: something was in the way, or its commit did not come about, or may have. */
export type Repeat = 'again' | Exclude<CommitOutcome, 'committed'>;

const isRepeat = (result: unknown): result is Repeat =>
  result === 'again' || result === 'refused' || result === 'unknown';

const repeated = retry(handleWhenResult(isRepeat), {
  maxAttempts: repeats,
  backoff: new ExponentialBackoff({ initialDelay: 5, maxDelay: 500 }),
});

const tookTooLong = () =>
  unavailable('Our database does not answer just now. Try again: nothing is done twice.');

/**
 * `step` is told how often it was done before. It looks by itself for what an earlier commit did ([H9]).
 * @throws {Failure} `conflict` where others kept being quicker, `unavailable` where Firestore did not answer.
 */
export async function untilDone<Value>(step: (attempt: number) => Promise<Value | Repeat>): Promise<Value> {
  const endsAtMs = performance.now() + withinMs;
  let lost = 0;
  const result = await repeated.execute(async ({ attempt }) => {
    if (lost > lostAnswers || performance.now() > endsAtMs) throw tookTooLong();
    const done = await step(attempt);
    if (done === 'unknown') lost += 1;
    return done;
  });
  if (!isRepeat(result)) return result;
  if (lost > 0) throw tookTooLong();
  throw new Failure({
    code: 'conflict',
    message: 'Too many are at it just now. Try again: nothing is done twice.',
  });
}
