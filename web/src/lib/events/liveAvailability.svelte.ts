/**
 * How many places are left, kept live: starts from what the server rendered, then follows the event's boards. A page
 * makes one and ends it; while nothing is heard the last counts stand, and the page says whether it is live.
 */
import type { Board } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import { paths } from '@fashionista/domain/paths';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';
import { countAvailability } from './availability.ts';
import type { Availabilities } from './availability.ts';

export class LiveAvailability {
  #counted = $state.raw<Availabilities>({});
  readonly #event: FashionEvent;

  constructor(event: FashionEvent, rendered: Availabilities) {
    this.#event = event;
    this.#counted = rendered;
  }

  get counted(): Availabilities {
    return this.#counted;
  }

  /** Listens until the returned function is called. */
  follow(live: LiveStore): () => void {
    return live.listenQuery<Board>(
      {
        collection: paths.boards(this.#event.eventId),
        where: [['eventState', '==', this.#event.state]],
      },
      {
        onValue: (boards) => {
          this.#counted = countAvailability(this.#event, boards);
        },
        // The event was withdrawn or cancelled while the page was open: the counts no longer mean anything.
        onFailure: () => {
          this.#counted = {};
        },
      },
    );
  }
}
