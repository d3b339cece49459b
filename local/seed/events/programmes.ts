/**
 * What the demo events show in the course of their evening: by slug, in minutes after the beginning. No IO.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { ShowId } from '@fashionista/domain/ids';
import type { Show } from '@fashionista/domain/show';
import { idOfDemoDesigner } from '../designers.ts';

interface ShowCopy {
  afterMinutes: number;
  title: string;
  designer?: string;
  looks?: number;
}

const programmes: Record<string, readonly ShowCopy[]> = {
  'iron-and-organza': [
    { afterMinutes: 0, title: 'The furnace doors open' },
    { afterMinutes: 10, designer: 'Ottavia Brandt', title: 'Iron & Organza', looks: 44 },
    { afterMinutes: 55, title: 'The coat comes back, with its cutter' },
  ],
  'the-weight-of-water': [
    { afterMinutes: 0, designer: 'Casa Merighi', title: 'First Dip', looks: 11 },
    { afterMinutes: 14, designer: 'Lune Okafor-Dahl', title: 'Spinnaker', looks: 9 },
    { afterMinutes: 28, designer: 'Studio Vento', title: 'Force Seven, Blue', looks: 10 },
    { afterMinutes: 42, designer: 'Ilse Maran', title: 'The Fourteenth Coat', looks: 1 },
    { afterMinutes: 50, designer: 'Teo Santarossa', title: 'Overalls for Swimming', looks: 12 },
    { afterMinutes: 65, designer: 'Hana Ruzicka', title: 'Nearly a Rumour', looks: 8 },
    { afterMinutes: 80, title: 'The dyers in conversation, on the runway' },
  ],
  'archive-of-gestures': [
    { afterMinutes: 0, designer: 'Teo Santarossa', title: 'From this morning to the tenth year', looks: 120 },
    { afterMinutes: 75, title: 'Interval: the mending table' },
    { afterMinutes: 90, designer: 'Teo Santarossa', title: 'From the tenth year to the apron', looks: 92 },
  ],
  'salon-of-small-hours': [
    { afterMinutes: 0, designer: 'Delfina Aurelio', title: 'Small Hours', looks: 22 },
    { afterMinutes: 40, title: 'Supper in the loggia, standing' },
  ],
  'the-left-hand-of-lace': [
    { afterMinutes: 0, title: 'The makers come in' },
    { afterMinutes: 10, designer: 'Ginevra Solari', title: 'The Left Hand of Lace', looks: 26 },
  ],
  'grammar-of-folds': [
    { afterMinutes: 0, designer: 'Maison Lesquin', title: 'Declensions', looks: 14 },
    { afterMinutes: 22, designer: 'Aurore Lesquin', title: 'A Winter, Folded', looks: 24 },
    { afterMinutes: 50, title: 'The notebook, signed' },
  ],
  'nocturne-for-wool': [
    { afterMinutes: 0, title: 'The lamps go down' },
    { afterMinutes: 25, designer: 'Ferran Ulloa', title: 'Nocturne, in eleven weights', looks: 33 },
  ],
  'jardin-mecanique': [
    { afterMinutes: 0, designer: 'Atelier Quatre Écoles', title: 'Springs and Slats', looks: 20 },
    { afterMinutes: 45, title: 'Repairs, applauded' },
    {
      afterMinutes: 60,
      designer: 'Atelier Quatre Écoles',
      title: 'Bellows, and a borrowed piano',
      looks: 20,
    },
  ],
  'rain-cloth': [
    { afterMinutes: 0, designer: 'Imogen Thackeray-Bose', title: 'The Order of a British Day', looks: 40 },
  ],
  'second-skin-third-act': [
    { afterMinutes: 0, designer: 'Wren Adeyemi', title: 'Act one: stretched', looks: 12 },
    { afterMinutes: 30, designer: 'Wren Adeyemi', title: 'Act two: dropped', looks: 12 },
    { afterMinutes: 60, designer: 'Wren Adeyemi', title: 'Act three: on the needles', looks: 9 },
  ],
  'heat-haze': [
    { afterMinutes: 0, title: 'The doors roll open to the west' },
    { afterMinutes: 15, designer: 'Marisol Quade', title: 'Canvas to Last Red', looks: 30 },
  ],
  'loud-cloth': [
    { afterMinutes: 0, designer: 'Juno Ferreira-Vance', title: 'Loud Cloth, side A', looks: 18 },
    { afterMinutes: 45, designer: 'Juno Ferreira-Vance', title: 'Loud Cloth, side B', looks: 17 },
  ],
};

/** `slug`: of the copy that the event was built from; a test's own show has another. */
export const buildShows = (event: FashionEvent, slug: string = event.slug): Show[] =>
  (programmes[slug] ?? []).map(({ afterMinutes, title, designer, looks }, i) => ({
    showId: `show-${String(i + 1).padStart(2, '0')}` as ShowId,
    eventId: event.eventId,
    eventState: event.state,
    startsAt: new Date(event.startsAt.getTime() + afterMinutes * 60_000),
    designerId: designer ? idOfDemoDesigner(designer) : null,
    designerName: designer ?? null,
    title,
    lookCount: looks ?? null,
  }));
