import { expect, test } from 'vitest';
import { readPace, readSwitchRequest } from './crowdSettings.ts';

test('switched on without more, they come at the usual pace to every hall', () => {
  expect(readSwitchRequest({ isOn: true })).toEqual({ isOn: true, buyersAMinute: 12, eventSlug: null });
});

test.each([
  [{ isOn: true, buyersAMinute: 61 }, 'buyersAMinute must be a number from 1 to 60'],
  [{ isOn: true, buyersAMinute: Number.NaN }, 'buyersAMinute'],
  [{ isOn: 'perhaps' }, 'isOn'],
  [undefined, 'the body'],
])('%j is refused, naming what is wrong', (body, problem) => {
  expect(readSwitchRequest(body)).toContain(problem);
});

test.each([
  ['30', 30],
  ['', undefined],
  ['0', undefined],
  ['many', undefined],
])('a pace of "%s"', (text, pace) => {
  expect(readPace(text)).toBe(pace);
});
