import { describe, expect, it } from 'vitest';
import { listPage } from './listing.ts';
import type { Page } from './listing.ts';

const items = Array.from({ length: 25 }, (_, index) => ({ id: `x_${index + 1}`, created: 100 + index }));
const page = (over: Page) => listPage(items, over, '/v1/x', 'x');
const idsOf = (over: Page): string[] => page(over).data.map(({ id }) => id);

describe('paging', () => {
  it('gives the newest ten and says that there are more', () => {
    expect(page({})).toMatchObject({ object: 'list', has_more: true, url: '/v1/x' });
    expect(idsOf({})).toHaveLength(10);
    expect(idsOf({})[0]).toBe('x_25');
  });

  it('goes on after a cursor to the very end', () => {
    const second = page({ limit: 15, starting_after: 'x_11' });
    expect(second.data.map(({ id }) => id)).toEqual([
      'x_10',
      'x_9',
      'x_8',
      'x_7',
      'x_6',
      'x_5',
      'x_4',
      'x_3',
      'x_2',
      'x_1',
    ]);
    expect(second.has_more).toBe(false);
  });

  it('goes back before a cursor to its nearest neighbours', () => {
    expect(idsOf({ limit: 2, ending_before: 'x_20' })).toEqual(['x_22', 'x_21']);
    expect(page({ limit: 2, ending_before: 'x_20' }).has_more).toBe(true);
    expect(page({ limit: 5, ending_before: 'x_20' }).has_more).toBe(false);
  });

  it('keeps to a range of times', () => {
    expect(idsOf({ created: { gte: 122, lt: 124 } })).toEqual(['x_24', 'x_23']);
    expect(idsOf({ created: { gt: 122, lte: 124 } })).toEqual(['x_25', 'x_24']);
  });

  it('refuses an unknown cursor and a limit out of bounds', () => {
    expect(() => page({ starting_after: 'x_99' })).toThrow("No such x: 'x_99'");
    expect(() => page({ limit: 0 })).toThrow();
    expect(() => page({ limit: 101 })).toThrow();
    expect(idsOf({ limit: 100 })).toHaveLength(25);
  });
});
