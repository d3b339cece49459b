/** Draws one picture as an SVG document: the same one each time, for chance starts from its name. No IO. */
import { seedRandom } from '../seed/seededRandom.ts';
import { pictures } from './catalogue.ts';
import { shapes } from './pictureFiles.ts';
import type { ShapeName } from './pictureFiles.ts';

/** What a composition is scaled by, in pixels. */
const unit = 1600;

export function drawPicture(name: string, shape: ShapeName): string {
  const motif = pictures[name];
  if (!motif) throw new Error(`There is no picture ${name}.`);
  const { width, height } = shapes[shape];
  const body = motif({ width, height, unit, random: seedRandom(name) });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`;
}
