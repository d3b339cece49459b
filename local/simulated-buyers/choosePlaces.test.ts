import { describe, expect, test } from 'vitest';
import { projectBoard } from '@fashionista/domain/board';
import type { Place } from '@fashionista/domain/plan';
import { drawHall, makeEvent } from '../../domain/testing/hall.ts';
import { seedRandom } from '../seed/seededRandom.ts';
import { choosePlaces } from './choosePlaces.ts';

function choose(
  sections: Record<string, string[]>,
  size: number,
  {
    sold = Object.keys(sections),
    change,
  }: { sold?: string[]; change?: (place: Place) => Partial<Place> } = {},
): Set<string> {
  const { index, isTaken } = drawHall(sections, 'seated', change);
  const boards = index.plan.sections.map((section) => ({
    sectionId: section.sectionId,
    places: projectBoard(section, (id) => (isTaken(id) ? 'sold' : undefined)),
  }));
  const all = Array.from({ length: 60 }, (_, i) =>
    choosePlaces(makeEvent(sold), index, boards, size, seedRandom(`choice ${i}`)).join(' '),
  );
  return new Set(all);
}

describe('seats that a simulated buyer points at', () => {
  test('are free neighbours, not across an aisle, anywhere in the hall', () => {
    expect(choose({ left: ['..x. ..'], right: ['x...'] }, 2)).toEqual(
      new Set(['left-a-1 left-a-2', 'left-a-5 left-a-6', 'right-a-2 right-a-3', 'right-a-3 right-a-4']),
    );
  });
  test('are none where no section has as many together', () => {
    expect(choose({ left: ['..x..'] }, 3)).toEqual(new Set(['']));
  });
  test('stand in a section that is sold', () => {
    expect(choose({ left: ['..'], right: ['..'] }, 2, { sold: ['right'] })).toEqual(
      new Set(['right-a-1 right-a-2']),
    );
  });
  test('are never a place for a wheelchair or its companion', () => {
    const change = ({ number }: Place): Partial<Place> =>
      number === 1 ? { attributes: ['accessible'] } : number === 2 ? { attributes: ['companion'] } : {};
    expect(choose({ left: ['....'] }, 1, { change })).toEqual(new Set(['left-a-3', 'left-a-4']));
  });
});
