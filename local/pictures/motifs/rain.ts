/** Waxed cloth in shallow folds, and rain that runs across it in fine slanting lines. No IO. */
import { drawSurface, polyline, trace } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { createShading } from '../shading.ts';

const slant = 0.34;

export const rain =
  (ramp: Ramp): Motif =>
  (canvas) => {
    const { width, height: tall, unit, random } = canvas;
    const noise = createNoise(random);
    const height = (x: number, y: number) => {
      const along = x * 0.9 + y * 0.5 + 0.2 * noise(x * 1.2, y * 1.2);
      return (
        0.055 * Math.sin(along * 12) +
        0.08 * noise(x * 1.5 + 4, y * 1.1) +
        0.016 * Math.sin(along * 31 + 2 * noise(x, y))
      );
    };
    const shade = createShading(
      height,
      { x: -0.6, y: -0.6, z: 0.7 },
      { depth: 1.1, matt: 0.46, gloss: 0.2, glossPower: 12, rim: 0, ambient: 0, fill: 0.12 },
    );
    const cloth = drawSurface(canvas, (px, py) => ramp(shade(px / unit, py / unit)), { thickness: 3 });
    const drops = Array.from({ length: Math.round((width * tall) / 2_600) }, () => {
      const [x0, y0] = [random.between(-0.3, 1.1) * width, random.between(-0.1, 1) * tall];
      const length = unit * (0.02 + 0.3 * random.next() ** 2);
      const points = trace(10, (t) => {
        const y = y0 + t * length;
        const x = x0 + slant * (y - y0);
        return { x: x + 55 * height(x / unit, y / unit), y };
      });
      const light = shade((x0 + slant * length) / unit, (y0 + length) / unit);
      const opacity = (0.16 + 0.9 * light) * random.between(0.3, 1);
      return polyline(
        points,
        ramp(1),
        random.between(1, 3.2),
        `opacity="${opacity.toFixed(2)}" stroke-linecap="round"`,
      );
    });
    return cloth + drops.join('');
  };
