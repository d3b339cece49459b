import { expect, test } from 'vitest';
import { withDates } from './timestamps.ts';

const timestamp = (text: string) => ({ seconds: 0, nanoseconds: 0, toDate: () => new Date(text) });

test('timestamps become dates, however deep, and nothing else changes', () => {
  expect(
    withDates({
      startsAt: timestamp('2026-10-03T18:00:00Z'),
      answered: [{ expiresAt: timestamp('2026-10-03T18:10:00Z'), places: ['a-1-1'] }, { expiresAt: null }],
      title: 'Rain Cloth',
      placeCount: 258,
    }),
  ).toEqual({
    startsAt: new Date('2026-10-03T18:00:00Z'),
    answered: [{ expiresAt: new Date('2026-10-03T18:10:00Z'), places: ['a-1-1'] }, { expiresAt: null }],
    title: 'Rain Cloth',
    placeCount: 258,
  });
});
test('a document that is not there stays undefined', () => {
  expect(withDates(undefined)).toBeUndefined();
});
