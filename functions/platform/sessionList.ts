/**
 * Which tokens are no longer good, as this instance knows it: a listened list, so that no request asks Auth ([R1]). An idle
 * listener says nothing, and an instance without requests has no processor to hear it: what was not confirmed for
 * five seconds is read before anybody is let in, once for all who wait.
 * A token lives for an hour and none is renewed past a revocation, so older revocations are not listened to.
 * IO: Firestore.
 */
import { LRUCache } from 'lru-cache';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { isSessionEnded } from '@fashionista/domain/session';
import type { Session } from '@fashionista/domain/session';
import type { Caller } from './identity.ts';
import { shareReading } from './shareReading.ts';
import type { Store } from './store.ts';

export interface SessionList {
  /** @throws {Failure} `unavailable` where that cannot be told: nobody is let in for it. */
  isEnded(caller: Pick<Caller, 'uid' | 'signedInAt'>): Promise<boolean>;
  /** What this instance has just written: it need not wait to hear of it. */
  note(session: Session): void;
}

const hearsay = {
  /** A token's hour, and room for clocks that disagree. */
  reachMs: 75 * 60_000,
  /** Past this it is read anew while requests go on. */
  stalingMs: 3_000,
  /** Past this requests wait for that. */
  staleMs: 5_000,
  /** Clocks of instances disagree by less. */
  skewMs: 60_000,
  kept: 100_000,
};

export function createSessionList(
  { store, clock }: { store: Pick<Store, 'query' | 'watch'>; clock: () => Date },
  onEnd: (error: Error) => void,
): SessionList {
  const known = new LRUCache<Uid, Session>({ max: hearsay.kept, ttl: hearsay.reachMs });
  let isWatching = false;
  let confirmedAtMs = -Infinity;
  let readTo = new Date(0);

  const note = (session: Session): void => {
    // An older view never replaces a newer one.
    const before = known.get(session.uid);
    if (!before || before.changedAt <= session.changedAt) known.set(session.uid, session);
  };
  const begin = (): Date => new Date(clock().getTime() - hearsay.reachMs);
  const startWatching = (): void => {
    if (isWatching) return;
    isWatching = true;
    store.watch<Session>(
      paths.sessions,
      { where: [['changedAt', '>', begin()]] },
      (changed) => changed.forEach(({ data }) => note(data)),
      (error) => {
        isWatching = false;
        onEnd(error);
      },
    );
  };
  const confirm = shareReading(async () => {
    startWatching();
    const startedAtMs = performance.now();
    const startedAt = clock();
    const since = new Date(Math.max(begin().getTime(), readTo.getTime() - hearsay.skewMs));
    const changed = await store.query<Session>(paths.sessions, { where: [['changedAt', '>', since]] });
    changed.forEach(({ data }) => note(data));
    confirmedAtMs = startedAtMs;
    readTo = startedAt;
  });

  return {
    note,
    isEnded: async ({ uid, signedInAt }) => {
      const ageMs = performance.now() - confirmedAtMs;
      if (ageMs > hearsay.staleMs) await confirm('all');
      // It failed: requests that come once it is stale will wait for an answer, and tell.
      else if (ageMs > hearsay.stalingMs) confirm('all').catch(() => undefined);
      return isSessionEnded(known.get(uid), signedInAt);
    },
  };
}
