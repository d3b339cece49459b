import { expect, test } from 'vitest';
import type { SectionId, TicketTypeId } from '@fashionista/domain/ids';
import { askApart, askBest } from './bestWish.ts';
import type { BestWish } from './bestWish.ts';
import { everySeat } from './seatFilter.ts';
import { smallEvent } from './testing/smallHall.ts';

const wish: BestWish = {
  ...{ quantity: 2, ticketTypeId: undefined, sectionId: undefined },
  ...{ together: true, accessible: false },
};
const floor = 'floor' as TicketTypeId;

test('only what is wished for is asked', () => {
  expect(askBest(wish, everySeat, smallEvent())).toEqual({ quantity: 2, together: true });
  expect(askBest({ ...wish, together: false, accessible: true }, everySeat, smallEvent())).toEqual({
    quantity: 2,
    accessible: true,
  });
});

test('the map’s filter narrows it: tickets as their sections, kinds as they are', () => {
  const asked = askBest(
    wish,
    { ticketTypeIds: [floor], wishes: ['front-row', 'clear-view', 'accessible'] },
    smallEvent(),
  );
  expect(asked).toEqual({
    ...{ quantity: 2, together: true, sectionIds: ['floor'] },
    ...{ accessible: true, frontRow: true, clearView: true },
  });
});

test('a section that is named stands above tickets', () => {
  const sectionId = 'box' as SectionId;
  const asked = askBest({ ...wish, sectionId }, { ...everySeat, ticketTypeIds: [floor] }, smallEvent());
  expect(asked.sectionIds).toEqual(['box']);
  expect(asked.ticketTypeId).toBeUndefined();
});

test('apart asks for the same places, not beside each other', () => {
  expect(askApart({ quantity: 4, frontRow: true, together: true })).toEqual({ quantity: 4, frontRow: true });
});
