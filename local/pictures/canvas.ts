/**
 * The few SVG strokes that all pictures are drawn with. Coordinates are pixels of the largest rendering. No IO.
 */
import type { SeededRandom } from '../seed/seededRandom.ts';

export interface Canvas {
  width: number;
  height: number;
  /** The length that a composition is scaled by: the same for a portrait and its wide sister. */
  unit: number;
  random: SeededRandom;
}
/** Draws a picture's SVG, without the outer element. */
export type Motif = (canvas: Canvas) => string;

export interface Point {
  x: number;
  y: number;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L');

export const polygon = (points: readonly Point[], fill: string, extra = ''): string =>
  `<path d="M${pathOf(points)}Z" fill="${fill}" ${extra}/>`;

export const polyline = (points: readonly Point[], stroke: string, width: number, extra = ''): string =>
  `<path d="M${pathOf(points)}" fill="none" stroke="${stroke}" stroke-width="${round(width)}" ${extra}/>`;

export const rectangle = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  extra = '',
): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" ${extra}/>`;

export interface SurfaceOptions {
  along?: 'rows' | 'columns';
  /** Of a row or column, in pixels. */
  thickness?: number;
  /** How far apart its colours are given, in pixels. */
  stopEvery?: number;
}

/** Points of a curve, `steps` + 1 of them, for `t` from 0 to 1. */
export const trace = (steps: number, at: (t: number) => Point): Point[] =>
  Array.from({ length: steps + 1 }, (_, i) => at(i / steps));

/**
 * A surface whose colour differs at every point: thin rows, each one gradient from side to side; or thin columns, for
 * what hangs, because its edges would show steps across rows. They overlap by a pixel, so that no seam shows.
 */
export function drawSurface(
  { width, height }: Canvas,
  colourAt: (x: number, y: number) => string,
  { along = 'rows', thickness = 4, stopEvery = 8 }: SurfaceOptions = {},
): string {
  const [length, breadth] = along === 'rows' ? [width, height] : [height, width];
  const stops = Math.ceil(length / stopEvery);
  const stripes: string[] = [];
  for (let across = 0, i = 0; across < breadth; across += thickness, i += 1) {
    const middle = across + thickness / 2;
    const colours = Array.from({ length: stops + 1 }, (_, s) => {
      const at = (s / stops) * length;
      const colour = along === 'rows' ? colourAt(at, middle) : colourAt(middle, at);
      return `<stop offset="${(s / stops).toFixed(4)}" stop-color="${colour}"/>`;
    });
    const direction = along === 'rows' ? '' : ' x2="0" y2="1"';
    const box: [number, number, number, number] =
      along === 'rows' ? [0, across, width, thickness + 1] : [across, 0, thickness + 1, height];
    stripes.push(
      `<linearGradient id="s${i}"${direction}>${colours.join('')}</linearGradient>`,
      rectangle(...box, `url(#s${i})`),
    );
  }
  return `<g shape-rendering="crispEdges">${stripes.join('')}</g>`;
}

/** A gradient between two points of the canvas, to be filled with by `url(#id)`. */
export function gradient(
  id: string,
  from: Point,
  to: Point,
  stops: readonly [at: number, colour: string, opacity?: number][],
) {
  const ends = `x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"`;
  const colours = stops.map(
    ([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  );
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${ends}>${colours.join('')}</linearGradient>`;
}
