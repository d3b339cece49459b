/**
 * Who looks at a hall just now ([V1]–[V4]). An instance remembers the viewers that came to it and shares them in one of a
 * few documents an event, written at most every two seconds by an instance, and read as seldom. Nobody waits for their turn
 * to share: this runs beside the holds, and a request that waits takes a buyer's room.
 * IO: Firestore.
 */
import { LRUCache } from 'lru-cache';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { ActionRequest, ViewAnswer } from '@fashionista/domain/actions';
import type { EventId, ViewerId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { countOthers, mergeViewings, nextSignSeconds, viewingEnds } from '@fashionista/domain/viewers';
import type { Viewing, ViewersRecord } from '@fashionista/domain/viewers';
import { keepReading } from '../platform/keepReading.ts';
import type { Store } from '../platform/store.ts';
import type { Services } from '../services.ts';

export interface Viewers {
  /** Takes note of a viewing, shares it, and answers all that are known. */
  see(
    eventId: EventId,
    viewing: Omit<Viewing, 'until'>,
  ): Promise<{ viewings: Viewing[]; nextInSeconds: number }>;
}

interface Parts {
  store: Store;
  clock: () => Date;
  random: () => number;
}

/** Instances that write to one document would get in each other's way. */
const slotCount = 8;
const shareEveryMs = 2_000;
const keptEvents = 200;

interface Seen {
  viewings: Map<ViewerId, Viewing>;
  /** When sharing was begun last. */
  sharedAtMs: number;
}

export function createViewers({ store, clock, random }: Parts): Viewers {
  const slot = Math.floor(random() * slotCount);
  const seenOf = new LRUCache<EventId, Seen>({ max: keptEvents });
  const perf = { now: () => clock().getTime() };
  const read = keepReading({ max: keptEvents, ttl: shareEveryMs, perf }, async (eventId: EventId) => {
    const slots = await store.query<ViewersRecord>(paths.viewers(eventId), {});
    return slots.flatMap(({ data }) => data.viewings);
  });

  /** What was refused or got no answer is shared with the next sign of life: a count may be late. */
  const share = async (eventId: EventId, seen: Seen): Promise<void> => {
    const path = paths.viewersSlot(eventId, slot);
    const shared = await store.read<ViewersRecord>(path);
    const viewings = mergeViewings(clock(), seen.viewings.values(), shared?.data.viewings ?? []);
    const data: ViewersRecord = { eventId, viewings };
    await store.commit([
      shared
        ? { kind: 'update', path, data, unchangedSince: shared.updateTime }
        : { kind: 'create', path, data },
    ]);
  };

  /** Within two seconds of the last time it is left to the next sign of life of anybody's. */
  const shareNowAndThen = async (eventId: EventId, seen: Seen): Promise<void> => {
    const nowMs = clock().getTime();
    if (nowMs < seen.sharedAtMs + shareEveryMs) return;
    seen.sharedAtMs = nowMs;
    await share(eventId, seen);
  };

  return {
    see: async (eventId, { viewerId, sectionId }) => {
      const seen = seenOf.get(eventId) ?? { viewings: new Map(), sharedAtMs: -Infinity };
      seenOf.set(eventId, seen);
      const others = mergeViewings(clock(), seen.viewings.values(), (await read(eventId)) ?? []);
      const nextInSeconds = nextSignSeconds(others.length);
      const mine: Viewing = { viewerId, sectionId, until: viewingEnds(clock(), nextInSeconds) };
      seen.viewings = new Map(
        mergeViewings(clock(), [mine], seen.viewings.values()).map((viewing) => [viewing.viewerId, viewing]),
      );
      await shareNowAndThen(eventId, seen);
      return { viewings: others, nextInSeconds };
    },
  };
}

/** `seats/view`: a page says that it shows a hall, and is told how many others do. Nobody has to sign in for that. */
export async function viewHall(
  { plans, viewers, clock }: Services,
  { eventId, sectionId, viewerId }: ActionRequest<'seats/view'>,
): Promise<Result<ViewAnswer>> {
  const index = await plans.indexOfEvent(eventId);
  if (!index) return refuse('not-found', 'There is no such event.');
  if (sectionId !== undefined && !index.section(sectionId))
    return refuse('invalid-argument', 'sectionId is not a section of this hall', {
      fields: [{ path: 'sectionId', message: 'is not a section of this hall' }],
    });
  const { viewings, nextInSeconds } = await viewers.see(eventId, { viewerId, sectionId: sectionId ?? null });
  return succeed({
    others: countOthers(viewings, viewerId),
    nextInSeconds,
    serverTime: clock().toISOString(),
  });
}
