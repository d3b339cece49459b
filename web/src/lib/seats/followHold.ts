/**
 * Keeps a {@link HoldState} in step with the buyer's own hold document, and ticking. IO: the live store passed in, a
 * timer. Who calls it stops it.
 */
import type { Hold } from '@fashionista/domain/holdRecord';
import { holdIdOf } from '@fashionista/domain/ids';
import type { EventId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';
import type { HoldState } from './holdState.svelte.ts';

const tickMs = 250;

export function followHold(
  hold: HoldState,
  live: Pick<LiveStore, 'listenDocument'>,
  { eventId, uid, onFailure }: { eventId: EventId; uid: string; onFailure: () => void },
): () => void {
  const stop = live.listenDocument<Hold>(paths.hold(holdIdOf(eventId, uid as Uid)), {
    onValue: (document) => hold.applyDocument(document),
    onFailure,
  });
  const ticking = setInterval(() => hold.tick(), tickMs);
  return () => {
    stop();
    clearInterval(ticking);
  };
}
