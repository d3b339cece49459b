/** Needle lace: rosettes of thread, ring within ring, each ring a few threads that swing through one another. No IO. */
import { drawSurface, polyline, trace } from '../canvas.ts';
import type { Canvas, Motif, Point } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { smoothStep } from '../shading.ts';

/** Radius from and to (of the rosette), threads, and how often each swings in a turn. */
interface Ring {
  from: number;
  to: number;
  threads: number;
  swings: number;
  weight: number;
}
const rings: readonly Ring[] = [
  { from: 0.06, to: 0.22, threads: 3, swings: 8, weight: 3.2 },
  { from: 0.235, to: 0.26, threads: 2, swings: 24, weight: 2.6 },
  { from: 0.28, to: 0.5, threads: 4, swings: 12, weight: 2.8 },
  { from: 0.52, to: 0.55, threads: 2, swings: 40, weight: 2.6 },
  { from: 0.57, to: 0.8, threads: 4, swings: 18, weight: 2.8 },
  { from: 0.82, to: 0.85, threads: 2, swings: 60, weight: 2.6 },
  { from: 0.87, to: 0.99, threads: 2, swings: 30, weight: 3 },
  { from: 0.96, to: 1.04, threads: 1, swings: 30, weight: 4.4 },
];

function listCentres({ width, height }: Canvas, radius: number): Point[] {
  const [across, down] = [radius * 1.98, radius * 1.715];
  const centres: Point[] = [];
  for (let j = -1; j * down < height + radius; j += 1)
    for (let i = -1; i * across < width + radius; i += 1)
      centres.push({ x: (i + (j % 2 === 0 ? 0.12 : 0.62)) * across, y: (j + 0.3) * down });
  return centres;
}

export const lace =
  (ground: Ramp, thread: Ramp): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const lamp = { x: width * 0.3, y: height * 0.25 };
    const lightAt = ({ x, y }: Point) => smoothStep(1.15, 0.05, Math.hypot(x - lamp.x, y - lamp.y) / unit);
    const back = drawSurface(canvas, (x, y) => ground(0.08 + 0.92 * lightAt({ x, y })));
    const drape = ({ x, y }: Point): Point => ({
      x: x + 0.05 * unit * noise(x / unit / 0.5, y / unit / 0.8),
      y: y + 0.06 * unit * noise(x / unit / 0.55 + 9, y / unit / 0.55),
    });
    const radius = unit * 0.43;
    const drawThread = (centre: Point, ring: Ring, k: number): string => {
      const [middle, swing] = [(ring.from + ring.to) / 2, (ring.to - ring.from) / 2];
      const points = trace(ring.swings * 14, (t) => {
        const angle = t * 2 * Math.PI;
        const phase = (k / ring.threads) * 2 * Math.PI;
        const reach = radius * (middle + swing * Math.sin(ring.swings * angle + phase));
        return drape({ x: centre.x + reach * Math.cos(angle), y: centre.y + reach * Math.sin(angle) });
      });
      return polyline(points, thread(0.25 + 0.75 * lightAt(centre)), ring.weight, 'opacity=".88"');
    };
    const rosettes = listCentres(canvas, radius).map((centre) =>
      rings
        .map((ring) => Array.from({ length: ring.threads }, (_, k) => drawThread(centre, ring, k)).join(''))
        .join(''),
    );
    return back + rosettes.join('');
  };
