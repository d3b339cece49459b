/**
 * The words of a search: which events have all of them, in any order and field, without case or accents, as beginnings
 * and with the typos that a word's length allows. A filter, not a ranking: results stay in calendar order. Only on the
 * server, and built for each search: a calendar is some hundred events, and the page is kept by the CDN. No IO.
 */
import type { EventId } from '@fashionista/domain/ids';
import MiniSearch from 'minisearch';
import type { EventSummary } from './eventSummary.ts';
import { foldText } from './foldText.ts';
import { nameStyle } from './styleWords.ts';

/** Names of a city in the portal's languages, where they are too far from its own to pass for a typo of it. */
const otherCityNames: Readonly<Record<string, readonly string[]>> = {
  barcelona: ['Barcelone', 'Barcellona'],
  florence: ['Firenze', 'Florencia'],
  firenze: ['Florence', 'Florencia'],
  london: ['Londres', 'Londra'],
  milan: ['Milano'],
  milano: ['Milan'],
  paris: ['Parigi'],
  rome: ['Roma'],
  roma: ['Rome'],
};

const textOf = (event: EventSummary): string =>
  [
    ...[event.title, event.summary, event.venueName, ...event.designers],
    ...[...event.styles, ...event.styles.map(nameStyle)],
    ...[event.city, ...(otherCityNames[foldText(event.city)] ?? [])],
  ].join('\n');

/** How many letters may be wrong. Short words have too many neighbours, and a number is what it is. */
function typosAllowed(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** The events that have every word of `text`; `undefined` where it is empty. */
export function searchEvents(
  events: readonly EventSummary[],
  text: string,
): ReadonlySet<EventId> | undefined {
  if (!text) return undefined;
  const index = new MiniSearch<{ id: EventId; text: string }>({ fields: ['text'], processTerm: foldText });
  index.addAll(events.map((event) => ({ id: event.eventId, text: textOf(event) })));
  // Only a word that no event has is taken for a typo: `lace` must not find every place.
  const isKnown = (word: string) => index.search(word, { prefix: true }).length > 0;
  const results = index.search(text, {
    combineWith: 'AND',
    prefix: true,
    fuzzy: (word) => (isKnown(word) ? false : typosAllowed(word)),
  });
  return new Set(results.map(({ id }) => id as EventId));
}
