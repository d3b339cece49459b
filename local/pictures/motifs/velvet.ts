/** Velvet hanging in heavy folds, its edges caught by a lamp from one side. No IO. */
import { drawSurface } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { createShading, smoothStep } from '../shading.ts';

export const velvet =
  (ramp: Ramp): Motif =>
  (canvas) => {
    const noise = createNoise(canvas.random);
    const height = (x: number, y: number) => {
      const gather = 1 + 0.5 * smoothStep(-0.1, 1.3, y);
      const at = (x - 0.42) / gather + 0.09 * noise(x * 1.1, y * 0.7) + 0.02 * Math.sin(y * 3.1);
      const phase = 1.1 * noise(at * 2.4, y * 0.35 + 3);
      const swell = 0.55 + 0.45 * noise(at * 3.3 + 11, y * 0.6);
      return (
        0.068 * Math.sin(at * 25 + phase) * (0.7 + 0.5 * swell) +
        0.027 * Math.sin(at * 53 + 2.2 * phase + 1) * swell +
        0.006 * Math.sin(at * 97 + 5 * phase) * (1 - swell)
      );
    };
    const shade = createShading(
      height,
      { x: 0.8, y: -0.35, z: 0.6 },
      { depth: 1, matt: 0.42, gloss: 0.07, glossPower: 7, rim: 0.62, ambient: 0.01, fill: 0.1 },
    );
    const { unit, width, height: tall } = canvas;
    return drawSurface(
      canvas,
      (px, py) => {
        const lit =
          0.5 + 0.62 * smoothStep(1.15, 0, Math.hypot((px - width * 0.66) / unit, (py - tall * 0.3) / unit));
        return ramp(shade(px / unit, py / unit) * lit);
      },
      { along: 'columns', thickness: 3, stopEvery: 12 },
    );
  };
