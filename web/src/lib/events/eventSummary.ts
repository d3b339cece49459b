/**
 * What a list shows of an event: enough for a look and its caption, without descriptions, teams or ticket types. No IO.
 */
import type { FashionEvent } from '@fashionista/domain/event';

export type EventSummary = Pick<
  FashionEvent,
  | 'eventId'
  | 'slug'
  | 'title'
  | 'summary'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'venueName'
  | 'city'
  | 'currency'
  | 'designers'
  | 'styles'
  | 'picture'
  | 'opener'
  | 'accessiblePlaceCount'
> & {
  /** The least that one admission costs, all in; `null` where nothing is sold. */
  fromPriceMinor: number | null;
};

export const lowestPriceMinor = (event: FashionEvent): number | null =>
  event.ticketTypes.length === 0 ? null : Math.min(...event.ticketTypes.map((type) => type.priceMinor));

export function summarizeEvent(event: FashionEvent): EventSummary {
  const { eventId, slug, title, summary, startsAt, endsAt, timeZone, venueName, city } = event;
  const { currency, designers, styles, picture, opener, accessiblePlaceCount } = event;
  return {
    ...{ eventId, slug, title, summary, startsAt, endsAt, timeZone, venueName, city },
    ...{ currency, designers, styles, accessiblePlaceCount, picture, ...(opener ? { opener } : {}) },
    fromPriceMinor: lowestPriceMinor(event),
  };
}

/** A show that has begun and not ended. */
export const isOnNow = (event: Pick<FashionEvent, 'startsAt' | 'endsAt'>, now: Date): boolean =>
  event.startsAt <= now && now < event.endsAt;
