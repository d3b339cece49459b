/** Silk lying in long low waves, glossy, the light from far behind; its threads run with the waves. No IO. */
import { drawSurface, polyline, trace } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { createShading } from '../shading.ts';

export const silk =
  (ramp: Ramp): Motif =>
  (canvas) => {
    const noise = createNoise(canvas.random);
    const { unit, width, height: tall } = canvas;
    const height = (x: number, y: number) => {
      const drift = 0.3 * noise(x * 0.9 + 3, y * 0.9) + 0.1 * noise(x * 2.1, y * 2.4 + 7);
      const along = y + 0.42 * x + drift;
      return (
        0.072 * Math.sin(along * 9.5) +
        0.026 * Math.sin(along * 24 + 2.4 * noise(x * 1.3, y * 1.6)) +
        0.07 * noise(x * 1.6 + 20, y * 3.1)
      );
    };
    const shade = createShading(
      height,
      { x: -0.3, y: -0.8, z: 0.8 },
      { depth: 1, matt: 0.5, gloss: 0.4, glossPower: 14, rim: 0, ambient: -0.02, fill: 0.14 },
    );
    const cloth = drawSurface(canvas, (px, py) => ramp(shade(px / unit, py / unit)), { thickness: 3 });
    const spacing = 26;
    const threads = Array.from({ length: Math.ceil((tall + width) / spacing) }, (_, i) => {
      const points = trace(90, (t) => {
        const x = t * width;
        const y = i * spacing - 0.42 * x;
        return { x, y: y - 320 * height(x / unit, y / unit) };
      });
      return polyline(points, ramp(0.9), 0.9, 'opacity=".13"');
    });
    return cloth + threads.join('');
  };
