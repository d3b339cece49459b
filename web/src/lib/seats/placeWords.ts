/** Places in words: `A12` for short, row and seat in full, status and attributes by name. No IO. */
import type { PlaceId } from '@fashionista/domain/ids';
import type { Place, PlaceAttribute, PlanIndex, Section } from '@fashionista/domain/plan';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { localeTag } from '#lib/ui/localeTag.ts';
import type { MarkLook } from './seatFilterState.svelte.ts';
import type { SeatLook } from './seatMap.svelte.ts';

export const shortPlace = ({ row, number }: { row: string; number: number }): string =>
  `${row.toUpperCase()}${number}`;

export const placeWords = (place: { row: string; number: number }, kind: Section['kind']): string => {
  const words = { row: place.row.toUpperCase(), number: place.number };
  return kind === 'standing' ? m.seats_place_standing(words) : m.seats_place(words);
};

/** Section and ticket; once, where they are called the same. */
export const sectionWords = (line: { sectionName: string; ticketTypeName: string }): string =>
  [...new Set([line.sectionName, line.ticketTypeName])].join(', ');

const looks: Record<SeatLook, () => string> = {
  free: m.seats_look_free,
  held: m.seats_look_held,
  sold: m.seats_look_sold,
  blocked: m.seats_look_blocked,
  yours: m.seats_look_yours,
  chosen: m.seats_look_chosen,
  closed: m.seats_look_closed,
  unknown: m.seats_look_unknown,
};
export const lookWords = (look: SeatLook): string => looks[look]();
/** What a mark shows, in words: a free seat that the reader did not ask for says both. */
export const markWords = (look: MarkLook): string =>
  look === 'outside' ? m.seats_look_outside() : lookWords(look);

const attributes: Record<PlaceAttribute, () => string> = {
  accessible: m.seats_attribute_accessible,
  companion: m.seats_attribute_companion,
  'restricted-view': m.seats_attribute_restricted_view,
  'front-row': m.seats_attribute_front_row,
  press: m.seats_attribute_press,
};
export const attributeWords = (place: Place): string[] => place.attributes.map((name) => attributes[name]());

/** `A12`, `A12 and A14`, in the reader's language. */
export function listPlaces(index: PlanIndex, placeIds: readonly PlaceId[]): string {
  const words = placeIds.map((placeId) => {
    const located = index.place(placeId);
    return located ? shortPlace(located.place) : placeId;
  });
  return new Intl.ListFormat(localeTag(getLocale()), { type: 'conjunction' }).format(words);
}
