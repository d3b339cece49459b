/**
 * Contrast between two colours as WCAG 2.2 defines it (relative luminance of sRGB), and the colours that tokens.css
 * declares, so that a test can hold every pair to it. No IO.
 */

export type ColourTokens = Record<string, { light: string; dark: string } | undefined>;

/** Every `--name: light-dark(#…, #…)` of a stylesheet. */
export function readColourTokens(css: string): ColourTokens {
  const tokens: ColourTokens = {};
  for (const [, name, light, dark] of css.matchAll(
    /--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g,
  ))
    if (name && light && dark) tokens[name] = { light, dark };
  return tokens;
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 (the same) to 21 (black on white). */
export function contrastRatio(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}
