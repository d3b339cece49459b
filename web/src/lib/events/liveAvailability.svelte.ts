/**
 * How many places are left, kept live: starts from what the server rendered, then follows the event's boards. A page
 * makes one, and follows while the counts are on screen; while nothing is heard the last counts stand, and the page says
 * whether it is live. Listens to the same boards as the seat map, one document each: where both want one, Firestore
 * sends it once.
 */
import type { Board } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';
import { BoardWatch } from '#lib/seats/boardWatch.ts';
import { countAvailability } from './availability.ts';
import type { Availabilities } from './availability.ts';

export class LiveAvailability {
  #counted = $state.raw<Availabilities>({});
  readonly #event: FashionEvent;
  readonly #boards = new Map<string, Board>();

  constructor(event: FashionEvent, rendered: Availabilities) {
    this.#event = event;
    this.#counted = rendered;
  }

  get counted(): Availabilities {
    return this.#counted;
  }

  /** Listens until the returned function is called. */
  follow(live: Pick<LiveStore, 'listenDocument' | 'doubt'>): () => void {
    const watch = new BoardWatch({
      live,
      eventId: this.#event.eventId,
      onBoard: (board) => {
        this.#boards.set(board.sectionId, board);
        // A type whose boards are not all here yet keeps what was counted last.
        this.#counted = { ...this.#counted, ...countAvailability(this.#event, [...this.#boards.values()]) };
      },
      // The event was withdrawn while the page was open: the counts no longer mean anything.
      onFailure: () => {
        this.#boards.clear();
        this.#counted = {};
      },
    });
    watch.show(this.#event.ticketTypes.flatMap(({ sectionIds }) => sectionIds));
    return () => watch.stop();
  }
}
