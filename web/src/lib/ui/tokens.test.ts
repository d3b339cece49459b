/** The tokens hold WCAG AA, in light and in dark: 4.5:1 for words, 3:1 for the edges of controls (1.4.3, 1.4.11). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrastRatio, readColourTokens } from './contrast.ts';

const tokens = readColourTokens(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));

const wordPairs = [
  ['ink', 'paper'],
  ['ink', 'paper-deep'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'paper-deep'],
  ['accent', 'paper'],
  ['accent', 'paper-deep'],
  ['on-accent', 'accent'],
  ['paper', 'ink'],
] as const;
const edgePairs = [
  ['edge', 'paper'],
  ['edge', 'paper-deep'],
  ['accent', 'paper'],
  ['ink', 'paper'],
] as const;

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const ratioOf = (one: string, other: string) => {
    const [a, b] = [tokens[one], tokens[other]];
    if (!a || !b) throw new Error(`tokens.css has no --${one} or --${other}`);
    return contrastRatio(a[theme], b[theme]);
  };

  test.each(wordPairs)('words in %s are readable on %s', (text, ground) => {
    expect(ratioOf(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(edgePairs)('a control drawn in %s can be seen on %s', (edge, ground) => {
    expect(ratioOf(edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('every colour token has a light and a dark value', () => {
  expect(Object.keys(tokens).toSorted()).toEqual(
    ['accent', 'edge', 'hairline', 'ink', 'ink-soft', 'on-accent', 'paper', 'paper-deep'].toSorted(),
  );
});

test('black on white is 21:1, a colour on itself 1:1', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastRatio('#a01f17', '#a01f17')).toBe(1);
});
