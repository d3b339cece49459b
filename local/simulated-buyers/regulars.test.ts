import { expect, test } from 'vitest';
import type { HoldId } from '@fashionista/domain/ids';
import { Regulars } from './regulars.ts';

test('those who went home come again: there are no more than are here at once', () => {
  const regulars = new Regulars();
  for (let visit = 0; visit < 50; visit += 1) {
    const both = [regulars.invite(0), regulars.invite(0)];
    expect(both.map((regular) => regular?.number)).toEqual([1, 2]);
    expect(regulars.hereCount).toBe(2);
    for (const regular of both) if (regular) regular.isHere = false;
  }
});

test('one who left a hold to run out comes again only after it has', () => {
  const regulars = new Regulars();
  const first = regulars.invite(0);
  if (!first) throw new Error('Nobody came.');
  first.isHere = false;
  first.leftOver = { holdId: 'gala_1' as HoldId, expiresAtMs: 60_000 };
  expect(regulars.invite(59_000)?.number).toBe(2);
  expect(regulars.withLeftOver()).toEqual([first]);
  expect(regulars.invite(120_000)).toBe(first);
  expect(regulars.withLeftOver()).toEqual([]);
});

test('there is a most', () => {
  const regulars = new Regulars();
  const invited = Array.from({ length: 500 }, () => regulars.invite(0));
  expect(invited.filter((regular) => regular !== undefined)).toHaveLength(200);
});
