/** Flat stripes bent by a swelling under them, as a loudspeaker bends the air. No IO. */
import { polygon, rectangle, trace } from '../canvas.ts';
import type { Motif } from '../canvas.ts';

const count = 46;

export const stripes =
  (ground: string, inks: readonly string[]): Motif =>
  ({ width, height, unit }) => {
    const swellings = [
      { x: width * 0.36, y: height * 0.36, radius: unit * 0.46, power: 0.66 },
      { x: width * 0.8, y: height * 0.8, radius: unit * 0.33, power: -0.6 },
    ];
    const bend = (x: number, y: number) => {
      let moved = x + 0.022 * unit * Math.sin((y / unit) * 7 + (x / unit) * 2);
      for (const swelling of swellings) {
        const away = Math.hypot(x - swelling.x, y - swelling.y) / swelling.radius;
        if (away >= 1) continue;
        const lift = (1 - away * away) ** 1.5;
        moved += (x - swelling.x) * swelling.power * lift;
      }
      return moved;
    };
    const pitch = (width * 1.2) / count;
    const bands = Array.from({ length: count }, (_, i) => {
      const from = -0.1 * width + i * pitch;
      const breadth = pitch * (0.5 + 0.16 * Math.sin(i * 0.7));
      const side = (x: number) => trace(160, (t) => ({ x: bend(x, t * height), y: t * height }));
      const ink = inks[i % 7 === 3 ? 1 : 0] ?? '#000000';
      return polygon([...side(from), ...side(from + breadth).toReversed()], ink);
    });
    return rectangle(0, 0, width, height, ground) + bands.join('');
  };
