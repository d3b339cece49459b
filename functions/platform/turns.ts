/**
 * Lets the event loop go round between one piece of work and the next. Answers of Firestore come by the dozen in one read
 * of a socket; what follows each of them would all run before the loop turns once, and whatever is timed (deadlines,
 * health checks, the answers of others) would wait for all of it. Asking for a turn puts a piece in a row of which a few
 * run each round. Why a few and not one: docs/decisions/0006. No IO.
 */

/** Settles when it is the asker's turn. First come, first served. */
export type TakeTurn = () => Promise<void>;

/** `aRound`: how many of those who wait run in one round. */
export function createTurns({ aRound }: { aRound: number }): TakeTurn {
  const waiting: (() => void)[] = [];
  const giveTurns = (): void => {
    for (const begin of waiting.splice(0, aRound)) begin();
    if (waiting.length > 0) setImmediate(giveTurns);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(giveTurns);
    });
}
