import { expect, test } from 'vitest';
import { doorWords } from './doorWords.ts';

test('doors are told with their day and zone, in the venue’s time', () => {
  const doorsAt = new Date('2026-10-03T16:45:00Z');
  expect(doorWords({ doorsAt, timeZone: 'Europe/Rome' })).toBe('18:45 CEST, Saturday 3 October');
  expect(doorWords({ doorsAt, timeZone: 'America/Los_Angeles' })).toMatch(/^09:45 .+, Saturday 3 October$/);
});
