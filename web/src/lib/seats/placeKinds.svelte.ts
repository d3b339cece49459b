/**
 * Whether a sold place is a seat or a standing one: an order and a ticket do not say, their event's plan does. Until it
 * is there a place counts as a seat. IO: the kept store passed in, the plan over HTTP.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Section } from '@fashionista/domain/plan';
import type { KeptStore } from '#lib/platform/keptStore.svelte.ts';
import { loadPlan } from './loadPlan.ts';

const keyOf = (eventId: EventId, sectionId: SectionId): string => `${eventId}/${sectionId}`;

export class PlaceKinds {
  readonly #kept: Pick<KeptStore, 'listenDocument' | 'readOnce'>;
  #standing = $state.raw<ReadonlySet<string>>(new Set());

  constructor(kept: Pick<KeptStore, 'listenDocument' | 'readOnce'>) {
    this.#kept = kept;
  }

  kindOf({ eventId, sectionId }: { eventId: EventId; sectionId: SectionId }): Section['kind'] {
    return this.#standing.has(keyOf(eventId, sectionId)) ? 'standing' : 'seated';
  }

  /** Reads these events' plans. Answers what ends it. */
  follow(eventIds: readonly EventId[]): () => void {
    const stops = [...new Set(eventIds)].map((eventId) =>
      this.#kept.listenDocument<FashionEvent>(paths.event(eventId), {
        onValue: (event) => {
          if (event) void this.#read(event);
        },
        // Without it a standing place is called a seat: nothing else is lost.
        onFailure: () => undefined,
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #read({ eventId, planId }: FashionEvent): Promise<void> {
    const standing = await this.#kept.readOnce(`standing-sections/${planId}`, async () => {
      const sections = (await loadPlan(planId))?.plan.sections;
      return sections?.filter(({ kind }) => kind === 'standing').map(({ sectionId }) => sectionId);
    });
    if (!standing || standing.length === 0) return;
    this.#standing = new Set([...this.#standing, ...standing.map((sectionId) => keyOf(eventId, sectionId))]);
  }
}
