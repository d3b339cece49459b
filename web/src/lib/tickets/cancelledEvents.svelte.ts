/** Which of several events were cancelled, live: a list of tickets must not invite to their doors. IO: the kept store passed in. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';

export class CancelledEvents {
  readonly #kept: Pick<KeptStore, 'listenDocument'>;
  #cancelled = $state.raw<ReadonlySet<EventId>>(new Set());

  constructor(kept: Pick<KeptStore, 'listenDocument'>) {
    this.#kept = kept;
  }

  has(eventId: EventId): boolean {
    return this.#cancelled.has(eventId);
  }

  /** Answers what ends it. */
  follow(eventIds: readonly EventId[]): () => void {
    const stops = eventIds.map((eventId) =>
      this.#kept.listenDocument<FashionEvent>(paths.event(eventId), {
        onValue: (event) => this.#show(eventId, event?.state === 'cancelled'),
        // Its ticket's own page will say it.
        onFailure: () => undefined,
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }

  #show(eventId: EventId, isCancelled: boolean): void {
    if (this.#cancelled.has(eventId) === isCancelled) return;
    const others = [...this.#cancelled].filter((other) => other !== eventId);
    this.#cancelled = new Set(isCancelled ? [...others, eventId] : others);
  }
}
