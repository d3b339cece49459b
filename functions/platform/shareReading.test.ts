import { expect, it } from 'vitest';
import { shareReading } from './shareReading.ts';

/** Readings that end when the test says so, numbered as they began. */
function drivenReadings() {
  const ends: ((value: number) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  let begun = 0;
  const read = shareReading(() => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    ends.push(resolve);
    fails.push(reject);
    begun += 1;
    return promise;
  });
  return {
    read,
    begun: () => begun,
    end: (i: number) => ends[i]?.(i),
    fail: (i: number) => fails[i]?.(new Error('away')),
  };
}

it('who comes during a reading shares the next, begun after they asked', async () => {
  const { read, begun, end } = drivenReadings();
  const first = read('hall');
  const later = [read('hall'), read('hall'), read('hall')];
  expect(begun()).toBe(1);
  end(0);
  expect(await first).toBe(0);
  expect(begun()).toBe(2);
  end(1);
  expect(await Promise.all(later)).toEqual([1, 1, 1]);
});

it('who comes when none is under way is read for at once', async () => {
  const { read, begun, end } = drivenReadings();
  const first = read('hall');
  end(0);
  await first;
  const second = read('hall');
  expect(begun()).toBe(2);
  end(1);
  expect(await second).toBe(1);
});

it('a reading that fails fails those who share it, and the next is begun all the same', async () => {
  const { read, fail, end } = drivenReadings();
  const first = read('hall');
  const second = read('hall');
  fail(0);
  await expect(first).rejects.toThrow('away');
  end(1);
  expect(await second).toBe(1);
});

it('different keys do not wait for each other', () => {
  const { read, begun } = drivenReadings();
  void read('hall');
  void read('salon');
  expect(begun()).toBe(2);
});
