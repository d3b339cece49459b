/**
 * Who looks at a hall just now ([V1]–[V4]). An instance remembers the viewers that came to it and shares them in one of a
 * few documents an event, written at most every two seconds by an instance, and read as seldom.
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
  pause?: (ms: number) => Promise<void>;
}

/** Instances that write to one document would get in each other's way. */
const slotCount = 8;
const shareEveryMs = 2_000;
const keptEvents = 200;

interface Seen {
  viewings: Map<ViewerId, Viewing>;
  sharedAtMs: number;
  /** Whoever waits for the next sharing; the others need not. */
  sharing: Promise<void> | undefined;
}

const asViewings = (record: ViewersRecord): Viewing[] => record.viewings;

export function createViewers(parts: Parts): Viewers {
  const { store, clock, random } = parts;
  const pause = parts.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const slot = Math.floor(random() * slotCount);
  const seenOf = new LRUCache<EventId, Seen>({ max: keptEvents });
  const perf = { now: () => clock().getTime() };
  const read = keepReading({ max: keptEvents, ttl: shareEveryMs, perf }, async (eventId: EventId) => {
    const slots = await store.query<ViewersRecord>(paths.viewers(eventId), {});
    return slots.flatMap(({ data }) => asViewings(data));
  });

  /** Who was refused or got no answer shares with the next sign of life: a count may be late, and nobody waits for it. */
  const share = async (eventId: EventId, seen: Seen): Promise<void> => {
    const path = paths.viewersSlot(eventId, slot);
    const shared = await store.read<ViewersRecord>(path);
    const viewings = mergeViewings(clock(), seen.viewings.values(), shared ? asViewings(shared.data) : []);
    const data: ViewersRecord = { eventId, viewings };
    await store.commit([
      shared
        ? { kind: 'update', path, data, unchangedSince: shared.updateTime }
        : { kind: 'create', path, data },
    ]);
  };

  const shareSoon = async (eventId: EventId, seen: Seen): Promise<void> => {
    if (seen.sharing) return;
    const waitMs = seen.sharedAtMs + shareEveryMs - clock().getTime();
    seen.sharing = (async () => {
      if (waitMs > 0) await pause(waitMs);
      seen.sharedAtMs = clock().getTime();
      await share(eventId, seen);
    })();
    try {
      await seen.sharing;
    } finally {
      seen.sharing = undefined;
    }
  };

  return {
    see: async (eventId, { viewerId, sectionId }) => {
      const seen = seenOf.get(eventId) ?? { viewings: new Map(), sharedAtMs: 0, sharing: undefined };
      seenOf.set(eventId, seen);
      const others = mergeViewings(clock(), seen.viewings.values(), (await read(eventId)) ?? []);
      const nextInSeconds = nextSignSeconds(others.length);
      const mine: Viewing = { viewerId, sectionId, until: viewingEnds(clock(), nextInSeconds) };
      seen.viewings = new Map(
        mergeViewings(clock(), [mine], seen.viewings.values()).map((viewing) => [viewing.viewerId, viewing]),
      );
      await shareSoon(eventId, seen);
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
