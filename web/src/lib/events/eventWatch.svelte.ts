/**
 * One event and its venue as they live on, for pages that know the event by its id only: a ticket's and an order's. What
 * cannot be read stays `undefined`: those pages can do without. IO: the live store passed in.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';

export class EventWatch {
  readonly #live: Pick<LiveStore, 'listenDocument'>;
  #event = $state.raw<FashionEvent>();
  #venue = $state.raw<Venue>();

  constructor(live: Pick<LiveStore, 'listenDocument'>) {
    this.#live = live;
  }

  get event(): FashionEvent | undefined {
    return this.#event;
  }
  get venue(): Venue | undefined {
    return this.#venue;
  }

  /** Answers what ends it. */
  follow(eventId: EventId): () => void {
    let venueId: string | undefined;
    let stopVenue: (() => void) | undefined;
    const followVenue = (id: string) => {
      if (id === venueId) return;
      venueId = id;
      stopVenue?.();
      this.#venue = undefined;
      stopVenue = this.#live.listenDocument<Venue>(paths.venue(id), {
        onValue: (venue) => (this.#venue = venue),
        onFailure: () => undefined,
      });
    };
    const stop = this.#live.listenDocument<FashionEvent>(paths.event(eventId), {
      onValue: (event) => {
        this.#event = event;
        if (event) followVenue(event.venueId);
      },
      onFailure: () => undefined,
    });
    return () => {
      stop();
      stopVenue?.();
    };
  }
}
