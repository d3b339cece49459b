/** The three demo events in Paris, at the Halle Sainte-Aure and its runway in the shape of a U. No IO. */
import type { EventCopy } from './eventCopy.ts';

const hallePrices = (court: number, bank: number, bend: number) => [
  {
    ticketTypeId: 'cour',
    name: 'Cour',
    priceMinor: court,
    sectionIds: ['cour-gauche', 'cour-droite', 'coeur'],
  },
  { ticketTypeId: 'rive', name: 'Rive', priceMinor: bank, sectionIds: ['rive-gauche', 'rive-droite'] },
  { ticketTypeId: 'hemicycle', name: 'Hémicycle', priceMinor: bend, sectionIds: ['hemicycle'] },
];

export const parisEvents: readonly EventCopy[] = [
  {
    slug: 'grammar-of-folds',
    title: 'A Grammar of Folds',
    summary: 'Maison Lesquin cuts an entire winter from uncut lengths: nothing sewn, everything folded.',
    description: [
      'Thirty-eight looks and not a single seam. Aurore Lesquin gave up scissors in January; what she kept was the selvedge, the steam iron and a paper notebook of three hundred folds, each with a name and a conjugation.',
      'A fold is a sentence, she says, and a coat is a paragraph that remembers how it began. On the U of the Halle you see each look twice, going and returning, and it will not be the same garment: they are refolded at the bend, in front of you, by hand.',
      'The notebook is published on the evening, in an edition as long as the guest list.',
    ],
    venue: 'halle',
    daysAhead: 5,
    time: '20:00',
    minutes: 65,
    styles: ['ready-to-wear', 'experimental'],
    designers: ['Aurore Lesquin', 'Maison Lesquin'],
    ticketTypes: hallePrices(15500, 11000, 7000),
    pictureAlt: 'Paper-pale planes folded into sharp triangles of light and shade',
    stage: 'busy',
  },
  {
    slug: 'nocturne-for-wool',
    title: 'Nocturne for Wool',
    summary: 'Black on black on black: eleven weights of wool, one cello, and almost no light.',
    description: [
      'The eye needs twenty minutes to see in the dark. Ferran Ulloa asks for twenty-five: doors close early, the lamps go down by degrees, and the first look arrives when you have stopped noticing that you cannot see it.',
      'Then the wool begins to differ. Boiled, brushed, felted, worsted, a tweed with one grey hair in a thousand. The collection has only one colour and it is not the one you think.',
      'Late arrivals cannot be seated, for everyone’s sake. The cellist is Nadège Imbert.',
    ],
    venue: 'halle',
    daysAhead: 37,
    time: '22:00',
    minutes: 80,
    styles: ['tailoring', 'menswear'],
    designers: ['Ferran Ulloa'],
    ticketTypes: hallePrices(12500, 9000, 6000),
    pictureAlt: 'Near-black twill weave with a thin seam of ember light across it',
    policy: { photography: 'forbidden', lateEntry: 'none', accompaniedUnderAge: 0, minimumAge: 14 },
    stage: 'quiet',
  },
  {
    slug: 'jardin-mecanique',
    title: 'Jardin Mécanique',
    summary: 'Graduates of four schools plant one garden of moving garments, and let it run.',
    description: [
      'Springs, slats, tapes, bellows, one borrowed piano action. Twenty graduates of four schools were asked for clothes that move by themselves and given a single rule: no batteries.',
      'What they made opens at the elbow, closes at a step, turns its collar to the warmest person in the room. Some of it will fail. A bench stands at the bend for repairs, and repairs are applauded.',
      'Seats are priced so that other students can come. Bring one.',
    ],
    venue: 'halle',
    daysAhead: 93,
    time: '15:00',
    minutes: 120,
    styles: ['graduate show', 'experimental'],
    designers: ['Atelier Quatre Écoles'],
    ticketTypes: hallePrices(4500, 3200, 1800),
    pictureAlt: 'Overlapping arcs of moss and brass turning round one another like gears',
    stage: 'untouched',
  },
];
