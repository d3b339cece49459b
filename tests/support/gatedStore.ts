/**
 * A store in which a test decides when a commit happens, and whether its answer arrives: the only way to drive a race
 * to a chosen order. All else is the real store on the real emulator.
 */
import type { CommitOutcome, Store, Write } from '../../functions/platform/store.ts';

type Matches = (writes: readonly Write[]) => boolean;

export interface Gate {
  /** Settles when a matching commit is about to happen. */
  reached: Promise<unknown>;
  open(): void;
}

export interface GatedStore extends Store {
  /** Stops the next matching commit until the gate is opened. */
  stopNext(matches: Matches): Gate;
  /** The next matching commit happens, but is told as `unknown`. */
  loseNextAnswer(matches: Matches): void;
  /** The next matching commit does not happen, and is told as `unknown`. */
  loseNextCommit(matches: Matches): void;
}

interface Planned {
  matches: Matches;
  run: (commit: () => Promise<CommitOutcome>) => Promise<CommitOutcome>;
}

export function gateStore(store: Store): GatedStore {
  const planned: Planned[] = [];
  return {
    ...store,
    commit: (writes) => {
      const at = planned.findIndex(({ matches }) => matches(writes));
      const [plan] = at < 0 ? [] : planned.splice(at, 1);
      return plan ? plan.run(() => store.commit(writes)) : store.commit(writes);
    },
    stopNext: (matches) => {
      const reached = Promise.withResolvers<undefined>();
      const opened = Promise.withResolvers<undefined>();
      planned.push({
        matches,
        run: async (commit) => {
          reached.resolve(undefined);
          await opened.promise;
          return commit();
        },
      });
      return { reached: reached.promise, open: () => opened.resolve(undefined) };
    },
    loseNextAnswer: (matches) => {
      planned.push({
        matches,
        run: async (commit) => {
          await commit();
          return 'unknown';
        },
      });
    },
    loseNextCommit: (matches) => {
      planned.push({ matches, run: () => Promise.resolve('unknown') });
    },
  };
}

/** Whether a commit writes the document at this path. */
export const writesTo =
  (path: string): Matches =>
  (writes) =>
    writes.some((write) => write.path === path);
