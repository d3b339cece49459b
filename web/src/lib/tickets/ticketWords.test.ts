import { expect, test } from 'vitest';
import type { EventState } from '@fashionista/domain/event';
import type { TicketStatus } from '@fashionista/domain/ticket';
import { standingOf, standingWords } from './ticketWords.ts';

const cases: [status: TicketStatus, state: EventState | undefined, words: string][] = [
  ['valid', 'published', 'Valid'],
  ['valid', undefined, 'Valid'],
  ['valid', 'cancelled', 'Cancelled'],
  ['used', 'cancelled', 'Used'],
  ['void', 'cancelled', 'Void'],
];
test.each(cases)('a %s ticket of an event that is %s stands as: %s', (status, state, words) => {
  expect(standingWords(standingOf({ status }, state && { state }))).toBe(words);
});
