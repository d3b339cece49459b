/**
 * The events that somebody saved, listened to, so that a cancellation shows at once. Asked for in chunks, as the rules can
 * prove it: published and cancelled ones alone. IO: the live store, passed in.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';

/** Firestore takes 30 combinations a query: this many ids in two states. */
const idsPerQuery = 15;

export class SavedShows {
  readonly #live: Pick<LiveStore, 'listenQuery'>;
  #found = $state.raw<ReadonlyMap<EventId, FashionEvent>>(new Map());
  #answered = $state.raw<ReadonlySet<EventId>>(new Set());
  #hasFailed = $state(false);

  constructor(live: Pick<LiveStore, 'listenQuery'>) {
    this.#live = live;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Those of `eventIds` that are shown, by their start. */
  pick(eventIds: readonly EventId[]): FashionEvent[] {
    return eventIds
      .flatMap((eventId) => this.#found.get(eventId) ?? [])
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  }

  /** Those of `eventIds` that are known not to be shown any more. */
  pickGone(eventIds: readonly EventId[]): EventId[] {
    return eventIds.filter((eventId) => this.#answered.has(eventId) && !this.#found.has(eventId));
  }

  /** Whether all of `eventIds` were answered. */
  knows(eventIds: readonly EventId[]): boolean {
    return eventIds.every((eventId) => this.#answered.has(eventId));
  }

  /** Listens to these until the answered function is called. */
  follow(eventIds: readonly EventId[]): () => void {
    this.#hasFailed = false;
    const chunks: EventId[][] = [];
    for (let i = 0; i < eventIds.length; i += idsPerQuery) chunks.push(eventIds.slice(i, i + idsPerQuery));
    const stops = chunks.map((chunk) => this.#listen(chunk));
    return () => {
      for (const stop of stops) stop();
    };
  }

  #listen(chunk: readonly EventId[]): () => void {
    return this.#live.listenQuery<FashionEvent>(
      {
        collection: paths.events,
        where: [
          ['eventId', 'in', chunk],
          ['state', 'in', ['published', 'cancelled']],
        ],
      },
      {
        onValue: (events) => {
          const found = new Map(this.#found);
          for (const eventId of chunk) found.delete(eventId);
          for (const event of events) found.set(event.eventId, event);
          this.#found = found;
          this.#answered = new Set([...this.#answered, ...chunk]);
        },
        onFailure: () => (this.#hasFailed = true),
      },
    );
  }
}
