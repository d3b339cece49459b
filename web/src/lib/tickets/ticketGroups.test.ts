import { expect, test } from 'vitest';
import type { Ticket } from '@fashionista/domain/ticket';
import { groupTickets } from './ticketGroups.ts';

const now = new Date('2026-10-03T12:00:00Z');
const ticket = (eventId: string, startsAt: string, row = 'a', number = 1) =>
  ({
    ticketId: `${eventId}-${row}${number}`,
    eventId,
    startsAt: new Date(startsAt),
    row,
    number,
  }) as unknown as Ticket;

test('tickets stand under their event: those to come soonest first, those past latest first', () => {
  const { upcoming, past } = groupTickets(
    [
      ticket('later', '2026-11-01T18:00:00Z'),
      ticket('old', '2026-08-01T18:00:00Z'),
      ticket('soon', '2026-10-04T18:00:00Z', 'b', 2),
      ticket('older', '2026-07-01T18:00:00Z'),
      ticket('soon', '2026-10-04T18:00:00Z', 'a', 10),
      ticket('soon', '2026-10-04T18:00:00Z', 'a', 9),
    ],
    now,
  );
  expect(upcoming.map(({ eventId }) => eventId)).toEqual(['soon', 'later']);
  expect(past.map(({ eventId }) => eventId)).toEqual(['old', 'older']);
  expect(upcoming[0]?.tickets.map(({ row, number }) => `${row}${number}`)).toEqual(['a9', 'a10', 'b2']);
});

test('a show that began an hour ago is not past: its people are still at the door', () => {
  expect(groupTickets([ticket('now', '2026-10-03T11:00:00Z')], now).upcoming).toHaveLength(1);
});
