import { describe, expect, test } from 'vitest';
import type { SectionId, ViewerId } from './ids.ts';
import { countOthers, mergeViewings, nextSignSeconds, viewersCounted, viewingEnds } from './viewers.ts';
import type { Viewing } from './viewers.ts';

const now = new Date('2026-11-25T19:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const id = (text: string) => text as ViewerId;
const viewing = (viewerId: string, sectionId: string | null, seconds = 10): Viewing => ({
  viewerId: id(viewerId),
  sectionId: sectionId as SectionId | null,
  until: after(seconds),
});

describe('[V1] others are counted, not told', () => {
  test('of the hall and of each section, without the viewer who asks', () => {
    const seen = [
      viewing('me', 'a'),
      viewing('b', 'a'),
      viewing('c', 'a'),
      viewing('d', 'b'),
      viewing('e', null),
    ];
    expect(countOthers(seen, id('me'))).toEqual({ hall: 4, sections: { a: 2, b: 1 }, isMore: false });
  });
  test('a hall that nobody else looks at has none', () => {
    expect(countOthers([viewing('me', 'a')], id('me'))).toEqual({ hall: 0, sections: {}, isMore: false });
  });
});

describe('[V2] a viewing counts until its viewer has missed two signs of life', () => {
  test('the more viewers, the rarer their signs: one in 5 seconds, and one in 60 where nobody counts them', () => {
    expect([0, 1, 100, 101, 400, viewersCounted - 1].map(nextSignSeconds)).toEqual([5, 5, 5, 6, 20, 25]);
    const crowd = mergeViewings(
      now,
      Array.from({ length: 10_000 }, (_, i) => viewing(`v${i}`, null)),
    );
    expect(nextSignSeconds(crowd.length)).toBe(60);
  });
  test('it outlives two missed signs, not three', () => {
    expect(viewingEnds(now, 10)).toEqual(after(25));
  });
  test('one that ended does not count, to the instant', () => {
    expect(mergeViewings(now, [viewing('a', null, 0), viewing('b', null, 0.001)])).toEqual([
      viewing('b', null, 0.001),
    ]);
  });
});

describe('[V3] what several instances know is one list', () => {
  test('a viewer known to two is one, where they looked last', () => {
    const merged = mergeViewings(now, [viewing('a', 'x', 5)], [viewing('a', 'y', 8), viewing('b', 'x', 3)]);
    expect(merged).toEqual([viewing('a', 'y', 8), viewing('b', 'x', 3)]);
  });
  test('no more are kept than are counted, and then it is said that there are more', () => {
    const many = Array.from({ length: viewersCounted + 40 }, (_, i) => viewing(`v${i}`, null));
    const merged = mergeViewings(now, many);
    expect(merged).toHaveLength(viewersCounted);
    expect(countOthers(merged, id('v0'))).toMatchObject({ hall: viewersCounted - 1, isMore: true });
  });
});
