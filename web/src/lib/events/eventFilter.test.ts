import { describe, expect, test } from 'vitest';
import {
  countFolded,
  everyEvent,
  isFiltering,
  readBrowseAddress,
  writeBrowseAddress,
} from './eventFilter.ts';

const read = (query: string) => readBrowseAddress(new URLSearchParams(query));

describe('the address', () => {
  test.each([
    '',
    '?q=lace',
    '?q=silk+%26+lace&city=Los+Angeles',
    '?month=2026-10',
    '?q=a&city=Paris&month=2026-12&from=2026-12-01&to=2026-12-31',
    '?style=graduate+show&price=50&free=1&accessible=1',
    '?city=Milan&view=calendar',
    '?q=lace&page=3',
  ])('%s reads back as itself', (address) => {
    const asked = read(address);
    expect(writeBrowseAddress(asked.filter, asked)).toBe(address);
  });
  test.each([
    '?month=octobre&from=2026-13-01&to=2026-01-32&q=%20&q=%26',
    '?price=26',
    '?price=-1&free=yes&accessible=true',
    '?view=agenda&page=0',
    '?page=-2',
    '?page=1.5',
    '?page=99999',
    '?style=%20',
  ])('%s: what cannot be read counts as not asked', (address) => {
    expect(read(address)).toEqual({ filter: everyEvent, view: 'list', page: 1 });
  });
  test('an endless search is cut', () => {
    expect(read(`?q=${'x'.repeat(5_000)}`).filter.text).toHaveLength(100);
  });
  test('a filter is written without a page: another filter begins at the first', () => {
    expect(writeBrowseAddress(read('?city=Paris&page=3').filter)).toBe('?city=Paris');
  });
  test('the calendar view has no pages', () => {
    expect(read('?view=calendar&page=3').page).toBe(1);
  });
});

describe('filtering', () => {
  test.each(['?city=Paris', '?month=2026-10', '?price=25', '?free=1', '?accessible=1'])(
    '%s filters',
    (address) => expect(isFiltering(read(address))).toBe(true),
  );
  test.each(['', '?page=2', '?view=calendar', '?view=calendar&month=2026-10'])(
    '%s leaves nothing out',
    (address) => expect(isFiltering(read(address))).toBe(false),
  );
  test('what is folded away is counted', () => {
    expect(countFolded(read('?q=a&city=b&month=2026-10').filter)).toBe(0);
    expect(countFolded(read('?style=a&price=25&accessible=1').filter)).toBe(3);
  });
});
