/**
 * Which seats a simulated buyer points at: a stretch of free neighbours, wherever there is one. Places for wheelchairs
 * and their companions they leave to those who need them.
 * No IO.
 */
import { readBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import { ticketTypeOf } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { PlaceId } from '@fashionista/domain/ids';
import type { Place, PlanIndex } from '@fashionista/domain/plan';
import type { SeededRandom } from '../seed/seededRandom.ts';

const isForEveryone = ({ attributes }: Place): boolean =>
  !attributes.includes('accessible') && !attributes.includes('companion');

/** Every stretch of `size` free neighbours in the section of a board. */
function stretchesIn(
  index: PlanIndex,
  board: Pick<Board, 'sectionId' | 'places'>,
  size: number,
): PlaceId[][] {
  const section = index.section(board.sectionId);
  const statuses = section && readBoard(section, board.places);
  if (!statuses) return [];
  const isOpen = (place: Place) => statuses.get(place.placeId) === 'free' && isForEveryone(place);
  return index.rows(board.sectionId).flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run
        .map((_, i) => run.slice(i, i + size))
        .filter((stretch) => stretch.length === size && stretch.every(isOpen))
        .map((stretch) => stretch.map(({ placeId }) => placeId)),
    ),
  );
}

/** `size` seats side by side in a section that is sold; none where no section has as many. */
export function choosePlaces(
  event: Pick<FashionEvent, 'ticketTypes'>,
  index: PlanIndex,
  boards: readonly Pick<Board, 'sectionId' | 'places'>[],
  size: number,
  random: SeededRandom,
): PlaceId[] {
  const stretches = boards
    .filter(({ sectionId }) => ticketTypeOf(event as FashionEvent, sectionId) !== undefined)
    .flatMap((board) => stretchesIn(index, board, size));
  return stretches[random.integer(0, stretches.length - 1)] ?? [];
}
