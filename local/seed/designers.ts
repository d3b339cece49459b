/** The demo's designers: people and houses of our own invention, in real cities. No IO. */
import { designerIdOf } from '@fashionista/domain/designer';
import type { Designer } from '@fashionista/domain/designer';
import type { DesignerId, Uid } from '@fashionista/domain/ids';
import { slugOf } from '../../functions/designers/slugOf.ts';

type DesignerCopy = Pick<Designer, 'name' | 'kind' | 'city' | 'country' | 'house' | 'words'> & {
  /** The demo account that this profile belongs to, where one does. */
  ownerUid?: string;
};

const copies: readonly DesignerCopy[] = [
  {
    name: 'Ottavia Brandt',
    kind: 'person',
    city: 'Milan',
    country: 'IT',
    ownerUid: 'demoDesigner',
    words:
      'Cut her first pattern from a foundry apron and has not left the tailor’s bench since. She works in cloth that weighs less than the thread it is sewn with.',
  },
  {
    name: 'Casa Merighi',
    kind: 'house',
    city: 'Como',
    country: 'IT',
    words:
      'Silk throwers for five generations, dressmakers for one. The house still keeps its own mulberries.',
  },
  {
    name: 'Lune Okafor-Dahl',
    kind: 'person',
    city: 'Copenhagen',
    country: 'DK',
    words: 'Drapes on the bias and on moving bodies only. Trained as a sailmaker; it shows.',
  },
  {
    name: 'Studio Vento',
    kind: 'house',
    city: 'Trieste',
    country: 'IT',
    words: 'Four friends and a wind tunnel. Everything they make is tested at force seven.',
  },
  {
    name: 'Ilse Maran',
    kind: 'person',
    city: 'Antwerp',
    country: 'BE',
    words: 'Makes one coat a season and shows it until it is worn through. This is the fourteenth.',
  },
  {
    name: 'Teo Santarossa',
    kind: 'person',
    city: 'Milan',
    country: 'IT',
    house: 'Santarossa',
    words:
      'Thirty years of workwear for people who do not have to work in it, and for many who do. He mends what he sells.',
  },
  {
    name: 'Hana Ruzicka',
    kind: 'person',
    city: 'Prague',
    country: 'CZ',
    words: 'A glass engraver who turned to devoré. Her velvets are drawn, burnt and read by touch.',
  },
  {
    name: 'Delfina Aurelio',
    kind: 'person',
    city: 'Florence',
    country: 'IT',
    words: 'Evening dress for small rooms. She fits by candlelight, because that is how it will be seen.',
  },
  {
    name: 'Ginevra Solari',
    kind: 'person',
    city: 'Venice',
    country: 'IT',
    words: 'Joins what lace makers send her. She has never made lace and says so at once.',
  },
  {
    name: 'Aurore Lesquin',
    kind: 'person',
    city: 'Paris',
    country: 'FR',
    house: 'Maison Lesquin',
    words: 'Gave up scissors, then needles. Keeps a notebook of three hundred folds, each with a name.',
  },
  {
    name: 'Maison Lesquin',
    kind: 'house',
    city: 'Paris',
    country: 'FR',
    words: 'Founded over a laundry on the canal. Steam is still the most important tool in the house.',
  },
  {
    name: 'Ferran Ulloa',
    kind: 'person',
    city: 'Barcelona',
    country: 'ES',
    words: 'A tailor of black wool. Owns eleven scales and one lamp.',
  },
  {
    name: 'Atelier Quatre Écoles',
    kind: 'house',
    city: 'Paris',
    country: 'FR',
    words: 'Twenty graduates of four schools, together for a single season. It dissolves after the show.',
  },
  {
    name: 'Imogen Thackeray-Bose',
    kind: 'person',
    city: 'London',
    country: 'GB',
    words: 'Nine years on cloth that turns water without plastic. Walks to work in all of it.',
  },
  {
    name: 'Wren Adeyemi',
    kind: 'person',
    city: 'London',
    country: 'GB',
    words: 'Knitted for the stage for twelve years, then for the street. One thread a garment.',
  },
  {
    name: 'Marisol Quade',
    kind: 'person',
    city: 'Los Angeles',
    country: 'US',
    words: 'Dyes with what grows within a day’s drive of her studio. Keeps no recipe longer than a year.',
  },
  {
    name: 'Juno Ferreira-Vance',
    kind: 'person',
    city: 'Los Angeles',
    country: 'US',
    words: 'Draws prints from sound. Her brother builds the speakers.',
  },
];

export const idOfDemoDesigner = (name: string): DesignerId => designerIdOf(slugOf(name));

export const demoDesigners: readonly Designer[] = copies.map(({ ownerUid, ...copy }) => ({
  designerId: idOfDemoDesigner(copy.name),
  slug: slugOf(copy.name),
  state: 'published',
  ...copy,
  members: ownerUid ? { [ownerUid as Uid]: 'owner' } : {},
  memberUids: ownerUid ? [ownerUid as Uid] : [],
}));
