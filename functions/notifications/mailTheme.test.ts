import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dark, light } from './mailTheme.ts';
import type { Palette } from './mailTheme.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const text: (keyof Palette)[] = ['ink', 'inkSoft', 'accent'];

test.each([
  ['light', light],
  ['dark', dark],
])('%s: every colour of text passes WCAG AA on paper', (_name, palette) => {
  for (const colour of text) expect(contrast(palette[colour], palette.paper)).toBeGreaterThanOrEqual(4.5);
});

test('the colours are those of the web', () => {
  const tokens = readFileSync(new URL('../../web/src/lib/ui/tokens.css', import.meta.url), 'utf8');
  const pair = (token: string) =>
    new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens)?.slice(1);
  expect(pair('paper')).toEqual([light.paper, dark.paper]);
  expect(pair('ink')).toEqual([light.ink, dark.ink]);
  expect(pair('ink-soft')).toEqual([light.inkSoft, dark.inkSoft]);
  expect(pair('hairline')).toEqual([light.hairline, dark.hairline]);
  expect(pair('accent')).toEqual([light.accent, dark.accent]);
});
