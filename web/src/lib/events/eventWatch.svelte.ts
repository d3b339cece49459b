/**
 * One event and its venue as they live on, for pages that know the event by its id only: a ticket's and an order's. What
 * cannot be read stays `undefined`: those pages can do without. IO: the kept store passed in.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';

export class EventWatch {
  readonly #kept: Pick<KeptStore, 'listenDocument'>;
  #event = $state.raw<FashionEvent>();
  #venue = $state.raw<Venue>();

  constructor(kept: Pick<KeptStore, 'listenDocument'>) {
    this.#kept = kept;
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
      stopVenue = this.#kept.listenDocument<Venue>(paths.venue(id), {
        onValue: (venue) => (this.#venue = venue),
        onFailure: () => undefined,
      });
    };
    const stop = this.#kept.listenDocument<FashionEvent>(paths.event(eventId), {
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
