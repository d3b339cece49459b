/** A silent listener is a lie: five seconds without evidence say "reconnecting", and evidence says "live" again. */
import { expect, test } from 'vitest';
import { Connection } from './connection.ts';

const board = Symbol('board');
const hold = Symbol('hold');

function opened() {
  const connection = new Connection(0);
  connection.begin(board);
  connection.hear(board, true, 100);
  return connection;
}

test('it is connecting until the server answered, and reconnecting where it does not for five seconds', () => {
  const connection = new Connection(0);
  connection.begin(board);
  expect(connection.status(4_999)).toBe('connecting');
  expect(connection.status(5_000)).toBe('reconnecting');
  connection.hear(board, true, 6_000);
  expect(connection.status(6_000)).toBe('live');
});
test('a quiet hall stays live while the server can be reached', () => {
  const connection = opened();
  for (let atMs = 2_000; atMs <= 60_000; atMs += 2_000) connection.probe(true, atMs);
  expect(connection.status(61_000)).toBe('live');
});
test('five seconds after the last evidence it is reconnecting, not before', () => {
  const connection = opened();
  connection.probe(false, 2_000);
  expect(connection.status(5_099)).toBe('live');
  expect(connection.status(5_100)).toBe('reconnecting');
});
test('a listener that fell back on what was kept is not confirmed by a server that can be reached', () => {
  const connection = opened();
  connection.hear(board, false, 1_000);
  connection.probe(true, 2_000);
  connection.probe(true, 5_000);
  expect(connection.status(5_100)).toBe('reconnecting');
  connection.hear(board, true, 7_000);
  expect(connection.status(7_000)).toBe('live');
});
test('one listener behind is enough to doubt, and ending it settles the doubt', () => {
  const connection = opened();
  connection.begin(hold);
  connection.probe(true, 4_000);
  expect(connection.status(5_100)).toBe('reconnecting');
  connection.end(hold);
  connection.probe(true, 6_000);
  expect(connection.status(6_000)).toBe('live');
});
test('a listener that has missed something is silent since then, however well the server can be reached', () => {
  const connection = opened();
  connection.probe(true, 8_000);
  connection.doubt(board, 6_000);
  connection.probe(true, 10_000);
  expect(connection.status(10_999)).toBe('live');
  expect(connection.status(11_000)).toBe('reconnecting');
  connection.hear(board, true, 12_000);
  expect(connection.status(12_000)).toBe('live');
});
test('what was missed is heard before five seconds are over: nothing is said', () => {
  const connection = opened();
  connection.doubt(board, 6_000);
  connection.hear(board, true, 7_000);
  connection.probe(true, 8_000);
  expect(connection.status(11_500)).toBe('live');
});
test('silence while the page slept is no evidence of loss', () => {
  const connection = opened();
  connection.wake(600_000);
  expect(connection.status(600_000)).toBe('live');
  expect(connection.status(605_000)).toBe('reconnecting');
});
test('what was missed while the page slept is silence only since it woke', () => {
  const connection = opened();
  connection.wake(600_000);
  connection.doubt(board, 100_000);
  expect(connection.status(604_999)).toBe('live');
  expect(connection.status(605_000)).toBe('reconnecting');
});
test('a probe that answers late does not set the clock back', () => {
  const connection = opened();
  connection.hear(board, true, 4_000);
  connection.probe(true, 2_000);
  expect(connection.status(8_999)).toBe('live');
});
