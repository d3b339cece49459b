/** The four demo events abroad: two at The Larkmoor in London, two at Hangar Marisol in Los Angeles. No IO. */
import type { EventCopy } from './eventCopy.ts';

const larkmoorPrices = (stalls: number, circle: number) => [
  { ticketTypeId: 'stalls', name: 'Stalls', priceMinor: stalls, sectionIds: ['stalls-left', 'stalls-right'] },
  { ticketTypeId: 'circle', name: 'Circle', priceMinor: circle, sectionIds: ['circle'] },
];

const hangarPrices = (floor: number, rail: number) => [
  { ticketTypeId: 'floor', name: 'Floor', priceMinor: floor, sectionIds: ['floor-north', 'floor-south'] },
  { ticketTypeId: 'rail', name: 'The Rail', priceMinor: rail, sectionIds: ['rail'] },
];

export const coastToCoastEvents: readonly EventCopy[] = [
  {
    slug: 'rain-cloth',
    title: 'Rain Cloth',
    summary:
      'Imogen Thackeray-Bose on waterproofing, weather and the beauty of being properly dressed for it.',
    description: [
      'It began with a coat that leaked. Imogen Thackeray-Bose has spent nine years on cloth that turns water without plastic: waxed linen, densely woven cotton, a wool so tightly fulled that it rings when it is flicked.',
      'The Larkmoor’s old rain machine has been restored for the occasion and will be used. The stage slopes; the drains work; the first two rows are handed umbrellas, which are part of the collection and must be returned.',
      'Forty looks, in the order of a British day.',
    ],
    venue: 'larkmoor',
    daysAhead: 2,
    time: '19:30',
    minutes: 70,
    styles: ['outerwear', 'ready-to-wear'],
    designers: ['Imogen Thackeray-Bose'],
    ticketTypes: larkmoorPrices(9500, 5500),
    pictureAlt: 'Slate-green cloth crossed by fine slanting lines of light, like rain',
    stage: 'busy',
  },
  {
    slug: 'second-skin-third-act',
    title: 'Second Skin, Third Act',
    summary: 'Costume becomes clothing: knitwear by Wren Adeyemi, staged as a play without words.',
    description: [
      'Wren Adeyemi knitted for the stage for twelve years before anyone asked to wear the clothes home. This collection is the answer, told in three acts and no dialogue.',
      'Act one is stretched, act two is dropped stitches, act three is what was on the needles when the lights came up. Every piece is a single thread; a few of them are unpicked before you.',
      'It was played once, to a full house. These are the pictures we kept.',
    ],
    venue: 'larkmoor',
    daysAhead: -1,
    time: '18:30',
    minutes: 90,
    styles: ['knitwear', 'performance'],
    designers: ['Wren Adeyemi'],
    ticketTypes: larkmoorPrices(8000, 4500),
    pictureAlt: 'A single continuous thread looping in rose and clay, row upon row',
    stage: 'busy',
  },
  {
    slug: 'heat-haze',
    title: 'Heat Haze',
    summary: 'Desert dyes and open weaves, shown in the round while the sun goes down behind the doors.',
    description: [
      'The hangar doors roll open to the west and stay open until the light is gone. Marisol Quade has timed thirty looks to it, from bleached canvas at the start to the last red silk, which is only red for about four minutes.',
      'There are no chairs. You stand in rings round the stage, near enough to feel the cloth move the air; your place is numbered and it is yours.',
      'Cold water is free, and so is the sunset.',
    ],
    venue: 'hangar',
    daysAhead: 24,
    time: '16:00',
    minutes: 85,
    styles: ['resort', 'textile'],
    designers: ['Marisol Quade'],
    ticketTypes: hangarPrices(7800, 5200),
    pictureAlt: 'Bands of ochre, rose and rust shimmering like air over hot ground',
    policy: { photography: 'allowed', bags: 'any', lateEntry: 'any-time' },
    stage: 'quiet',
  },
  {
    slug: 'loud-cloth',
    title: 'Loud Cloth',
    summary:
      'A street collection with a sound system: Juno Ferreira-Vance plays every print before she shows it.',
    description: [
      'Juno Ferreira-Vance draws her prints from sound: a bass line becomes a stripe, a crowd becomes a check, one long feedback note becomes the lining of a very good jacket.',
      'Tonight it runs the other way round. Each look walks on to the noise it was made from, played through a wall of speakers she built with her brother, and the print is projected as it is heard.',
      'Earplugs at the door, in eleven prints.',
    ],
    venue: 'hangar',
    daysAhead: 149,
    time: '20:00',
    minutes: 100,
    styles: ['streetwear', 'print'],
    designers: ['Juno Ferreira-Vance'],
    ticketTypes: hangarPrices(6500, 4200),
    pictureAlt: 'Bold bent stripes in bone, ink and vermilion, bulging like a sound wave',
    policy: { photography: 'allowed', minimumAge: 18, refundUntilHours: null },
    stage: 'untouched',
  },
];
