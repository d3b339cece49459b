/** What a live region says when something happened to a buyer's seats. No IO. */
import type { PlaceId } from '@fashionista/domain/ids';
import type { PlanIndex } from '@fashionista/domain/plan';
import { m } from '#lib/paraglide/messages.js';
import { listPlaces } from './placeWords.ts';
import type { SeatNews } from './seatDesk.svelte.ts';
import type { SeatProblem } from './seatProblem.ts';

function takenWords(index: PlanIndex, taken: readonly PlaceId[], nearest: readonly PlaceId[]): string {
  const words = { places: listPlaces(index, taken), count: taken.length };
  if (nearest.length === 0) return m.seats_taken_title(words);
  return m.seats_taken_said({ ...words, nearest: listPlaces(index, nearest) });
}

/** Only what its notice, a live region itself, does not say as well. */
const problemWords = (index: PlanIndex, problem: SeatProblem): string =>
  problem.kind === 'taken' ? takenWords(index, problem.taken, problem.nearest) : '';

export function newsWords(index: PlanIndex, news: SeatNews | null): string {
  switch (news?.kind) {
    case 'held':
      return m.hold_held_said({ places: listPlaces(index, news.placeIds), count: news.placeIds.length });
    case 'released':
      return m.hold_released_said();
    case 'extended':
      return m.hold_extended_said();
    case 'problem':
      return problemWords(index, news.problem);
    default:
      return '';
  }
}
