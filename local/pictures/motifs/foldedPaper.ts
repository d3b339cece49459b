/** Cloth folded like paper, in rows of slanting facets that take the light by turns. No IO. */
import { gradient, polygon } from '../canvas.ts';
import type { Motif, Point } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';

export const foldedPaper =
  (ramp: Ramp): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const [columns, rows] = [11, Math.round((9 * height) / unit)];
    const corner = (i: number, j: number): Point => {
      const spread = i / columns + 0.055 * Math.sin(i * 1.1) + 0.05 * noise(i * 0.4, j * 0.3);
      const zigzag = (i % 2 === 0 ? 0.42 : -0.42) * (1 + 0.4 * noise(i * 0.3 + 5, j * 0.3));
      return {
        x: spread * width * 1.02,
        y: ((j + zigzag + 0.25 * noise(i * 0.25, j * 0.25 + 8)) / rows) * height,
      };
    };
    const facets: string[] = [];
    for (let j = -2; j <= rows + 2; j += 1)
      for (let i = -2; i <= columns + 2; i += 1) {
        const [a, b, c, d] = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
        const towards = (Math.abs(i) % 2 === 0 ? 0.3 : -0.16) + (Math.abs(j) % 2 === 0 ? 0.13 : -0.13);
        const bright = 0.52 + towards + 0.14 * noise(i * 0.35 + 3, j * 0.4);
        const id = `f${i + 2}_${j + 2}`;
        facets.push(
          gradient(id, a, c, [
            [0, ramp(bright + 0.12)],
            [0.55, ramp(bright)],
            [1, ramp(bright - 0.16)],
          ]),
          polygon([a, b, c, d], `url(#${id})`, `stroke="url(#${id})" stroke-width="1.2"`),
        );
      }
    return facets.join('');
  };
