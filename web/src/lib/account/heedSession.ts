/**
 * A signed-in browser hears within a moment what was changed of its session ([R1], [R3]): ended, it signs out and says so;
 * a role given or taken, it renews its token. Loaded for members only. IO: through the portal.
 */
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { isSessionEnded } from '@fashionista/domain/session';
import type { Session as SessionRecord } from '@fashionista/domain/session';
import type { Portal } from '#lib/platform/portal.ts';

/** How long until a listener that ended by itself, for lack of a connection, is begun again. */
const beginAgainMs = 10_000;

/** Answers the function that stops it. */
export function heedSession({ session, live }: Pick<Portal, 'session' | 'live'>, uid: Uid): () => void {
  let isStopped = false;
  let stopListening: (() => void) | undefined;
  let beginningAgain: ReturnType<typeof setTimeout> | undefined;
  /** What the token in hand was made after; the first reading is what it was made with, as far as anybody knows. */
  let heededMs: number | undefined;

  async function heed(record: SessionRecord): Promise<void> {
    const signedInAt = await session.signedInAt();
    if (isStopped || !signedInAt) return;
    if (isSessionEnded(record, signedInAt)) {
      await session.end(record.isSuspended ? 'suspended' : 'ended');
      return;
    }
    // Until Auth says what the record says, a new token would be no better than the old.
    if (record.authIsBehind) return;
    const changedMs = record.changedAt.getTime();
    const isNews = heededMs === undefined ? changedMs > signedInAt.getTime() : changedMs > heededMs;
    heededMs = changedMs;
    // Refused, or without a connection: the next request meets the same and says so.
    if (isNews) await session.getToken(true).catch(() => undefined);
  }

  function begin(): void {
    stopListening = live.listenDocument<SessionRecord>(paths.session(uid), {
      onValue: (record, cached) => {
        if (record && !cached) void heed(record);
      },
      onFailure: () => {
        if (!isStopped) beginningAgain = setTimeout(begin, beginAgainMs);
      },
    });
  }
  begin();
  return () => {
    isStopped = true;
    clearTimeout(beginningAgain);
    stopListening?.();
  };
}
