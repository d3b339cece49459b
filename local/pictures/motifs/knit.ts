/** Stocking stitch from very near: one thread, row upon row, with a ladder where a stitch was let go. No IO. */
import { polyline, rectangle, trace } from '../canvas.ts';
import type { Motif, Point } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';

const stitch = { width: 92, height: 72 };

export const knit =
  (ramps: readonly [Ramp, Ramp], ground: string): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const drape = ({ x, y }: Point): Point => ({
      x: x + 0.075 * unit * noise(x / unit / 0.7, y / unit / 0.9),
      y: y + 0.06 * unit * noise(x / unit / 0.6 + 6, y / unit / 0.8),
    });
    const ladderColumn = Math.round((width / stitch.width) * 0.62);
    const strands: string[] = [];
    const yarn = (points: Point[], ramp: Ramp, light: number) => {
      const draped = points.map(drape);
      strands.push(
        polyline(draped, ramp(light * 0.32), 44, 'stroke-linecap="round"'),
        polyline(draped, ramp(light * 0.74), 34, 'stroke-linecap="round"'),
        polyline(
          draped.map(({ x, y }) => ({ x: x - 3, y: y - 3 })),
          ramp(light),
          13,
          'stroke-linecap="round" opacity=".75"',
        ),
        polyline(
          draped.map(({ x, y }) => ({ x: x - 6, y: y - 5 })),
          ramp(light * 1.22),
          3,
          'stroke-linecap="round" opacity=".7"',
        ),
      );
    };
    for (let j = -3; j < height / stitch.height + 3; j += 1)
      for (let i = -3; i < width / stitch.width + 3; i += 1) {
        const [x, y] = [i * stitch.width, j * stitch.height];
        const light = 0.62 + 0.34 * noise(x / unit / 0.42, y / unit / 0.6 + 3);
        const isClay = noise(i * 0.13 + 4, j * 0.16) + 0.25 * Math.sin(j * 0.9) > 0.06;
        const ramp = ramps[isClay ? 1 : 0];
        if (i === ladderColumn) {
          yarn(
            trace(8, (t) => ({ x: x + (t - 0.06) * stitch.width * 1.12, y: y + 12 * Math.sin(t * Math.PI) })),
            ramp,
            light * 0.8,
          );
          continue;
        }
        const leg = (side: -1 | 1) =>
          trace(8, (t) => ({
            x: x + stitch.width / 2 + side * (4 + (stitch.width / 2 - 22) * Math.sin(t * Math.PI * 0.62)),
            y: y + stitch.height * (0.62 - 1.05 * t),
          }));
        yarn(leg(-1), ramp, light);
        yarn(leg(1), ramp, light * 0.86);
      }
    return rectangle(0, 0, width, height, ground) + strands.join('');
  };
