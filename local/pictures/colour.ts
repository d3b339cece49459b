/**
 * Colour ramps: from shade to light through hues that a dyer would choose, mixed in OKLab so that the way between two
 * colours keeps its depth. The formulas are Björn Ottosson's (bottosson.github.io/posts/oklab). No IO.
 */
type Triple = readonly [number, number, number];

interface RampStop {
  at: number;
  /** `#rrggbb`. */
  hex: string;
}
/** A colour as `#rrggbb` for a brightness; below 0 and above 1 the ends go on. */
export type Ramp = (brightness: number) => string;

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const fromLinear = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;

function labOf(hex: string): Triple {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => toLinear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function hexOf([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const bytes = channels.map((channel) => {
    const byte = Math.round(255 * fromLinear(Math.min(1, Math.max(0, channel))));
    return byte.toString(16).padStart(2, '0');
  });
  return `#${bytes.join('')}`;
}

const mix = (from: Triple, to: Triple, share: number): Triple => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** A ramp through these colours, kept as a table of 512: a picture asks for some hundred thousand. */
function createRamp(stops: readonly RampStop[]): Ramp {
  const steps = 512;
  const labs = stops.map(({ at, hex }) => ({ at, lab: labOf(hex) }));
  const table = Array.from({ length: steps + 1 }, (_, i) => {
    const brightness = i / steps;
    const after = labs.find(({ at }) => at >= brightness) ?? labs.at(-1);
    const before = labs.findLast(({ at }) => at <= brightness) ?? labs[0];
    if (!before || !after) throw new Error('A ramp wants at least one colour.');
    const width = after.at - before.at;
    return hexOf(mix(before.lab, after.lab, width > 0 ? (brightness - before.at) / width : 0));
  });
  return (brightness) => table[Math.round(Math.min(1, Math.max(0, brightness)) * steps)] ?? '#000000';
}

/** Evenly spaced colours from shade to light. */
export const rampOf = (...hexes: string[]): Ramp =>
  createRamp(hexes.map((hex, i) => ({ at: i / (hexes.length - 1), hex })));
