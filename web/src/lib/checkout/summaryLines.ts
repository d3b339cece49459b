/** The lines of an order in words, from what is held and, once it is there, the plan. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { PlanIndex } from '@fashionista/domain/plan';
import { attributeWords, placeWords } from '#lib/seats/placeWords.ts';
import type { OwnPlace } from '#lib/seats/holdState.svelte.ts';

export interface SummaryLine {
  placeId: string;
  words: string;
  detail: string;
  priceMinor: number;
}

export function summaryLines(
  places: readonly OwnPlace[],
  event: FashionEvent,
  index: PlanIndex | undefined,
): SummaryLine[] {
  return places.map(({ placeId, ticketTypeId, priceMinor }) => {
    const located = index?.place(placeId);
    const type = event.ticketTypes.find((each) => each.ticketTypeId === ticketTypeId);
    return {
      placeId,
      priceMinor,
      words: located ? placeWords(located.place, located.section.kind) : (type?.name ?? placeId),
      detail: located ? [located.section.name, ...attributeWords(located.place)].join(', ') : '',
    };
  });
}
