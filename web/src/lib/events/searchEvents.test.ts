import { describe, expect, test } from 'vitest';
import { searchEvents } from './searchEvents.server.ts';
import { makeSummary } from './testing/summary.ts';

const jardin = makeSummary();
const organza = makeSummary({
  title: 'Study in Organza',
  summary: 'A veil, a place, and nothing under it.',
  venueName: 'Teatro Minore',
  city: 'Milan',
  designers: ['Ferran Ulloa'],
  styles: ['ready-to-wear'],
});
const lace = makeSummary({
  title: 'The Left Hand of Lace',
  summary: 'Bobbins in public.',
  venueName: 'Salone 1966',
  city: 'Florence',
  designers: ['Ottavia Brandi'],
  styles: ['couture'],
});
const events = [jardin, organza, lace];
const nameOf = new Map([
  [jardin.eventId, 'jardin'],
  [organza.eventId, 'organza'],
  [lace.eventId, 'lace'],
]);
const find = (text: string) => [...(searchEvents(events, text) ?? [])].map((id) => nameOf.get(id)).toSorted();

test('no words ask nothing', () => {
  expect(searchEvents(events, '')).toBeUndefined();
});

describe.each([
  ['case and accents do not matter', 'JARDIN mecanique', ['jardin']],
  ['accents typed where there are none', 'lésquin', ['jardin']],
  ['a letter that is missing', 'jardin mecanque', ['jardin']],
  ['a letter that is another', 'organsa', ['organza']],
  ['letters too many', 'fererran', ['organza']],
  ['the beginning of a word', 'orga', ['organza']],
  ['every word must be found', 'milan lesquin', []],
  ['in any order and field', 'ulloa milan', ['organza']],
  ['a typo beside a word that is right', 'milan organsa', ['organza']],
  ['a style of several words', 'ready-to-wear', ['organza']],
  ['a city in another language, near', 'Milano', ['organza']],
  ['a city in another language, far', 'Firenze', ['lace']],
  ['the same, with its accent', 'Milán', ['organza']],
  ['a word that is right is not taken for a typo', 'lace', ['lace']],
  ['a short word is meant as it is', 'lab', []],
  ['a number is meant as it is', '1967', []],
  ['what is nowhere', 'zibaldone', []],
])('%s', (_name, text, expected) => {
  test(text, () => expect(find(text)).toEqual(expected));
});
