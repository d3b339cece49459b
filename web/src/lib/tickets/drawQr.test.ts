import { expect, test } from 'vitest';
import { drawQr } from './drawQr.ts';

test('the finder pattern stands dark in the corner, light round it', async () => {
  const { size, path } = await drawQr('eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ0MSJ9.c2lnbmF0dXJl');
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));
  const corner = [0, 1, 2, 3, 4, 5, 6, 7].map((y) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((x) => (dark.has(`${x},${y}`) ? '#' : '.')).join(''),
  );
  expect(size).toBeGreaterThanOrEqual(21);
  expect(corner).toEqual([
    '#######.',
    '#.....#.',
    '#.###.#.',
    '#.###.#.',
    '#.###.#.',
    '#.....#.',
    '#######.',
    '........',
  ]);
});

test('another text is another code', async () => {
  expect((await drawQr('a')).path).not.toBe((await drawQr('b')).path);
});
