import { expect, test } from 'vitest';
import { ServerClock } from './clock.ts';

const at = (text: string) => Date.parse(text);
const noon = at('2026-10-03T12:00:00Z');

test('a phone that is three minutes slow still counts the server’s seconds', () => {
  const clock = new ServerClock(() => noon + 1_000);
  clock.observe('2026-10-03T12:03:00.050Z', noon, noon + 100);
  expect(clock.now()).toEqual(new Date('2026-10-03T12:03:01.000Z'));
  expect(clock.msUntil(new Date('2026-10-03T12:04:01.000Z'))).toBe(60_000);
});
test('an instant that passed is 0 away, never below', () => {
  expect(new ServerClock(() => noon).msUntil(new Date(noon - 5_000))).toBe(0);
});
test('a slow answer does not blur what a quick one told', () => {
  const clock = new ServerClock(() => noon);
  clock.observe(new Date(noon + 50).toISOString(), noon, noon + 100);
  clock.observe(new Date(noon).toISOString(), noon, noon + 8_000);
  expect(clock.now()).toEqual(new Date(noon));
});
test('an old sample yields to a new one, even a slower one', () => {
  let nowMs = noon;
  const clock = new ServerClock(() => nowMs);
  clock.observe(new Date(noon).toISOString(), noon, noon);
  nowMs = noon + 6 * 60_000;
  clock.observe(new Date(nowMs + 10_000).toISOString(), nowMs, nowMs + 2_000);
  expect(clock.now()).toEqual(new Date(nowMs + 9_000));
});
test('an answer without a readable time changes nothing', () => {
  const clock = new ServerClock(() => noon);
  clock.observe('soon', noon, noon);
  expect(clock.now()).toEqual(new Date(noon));
});
