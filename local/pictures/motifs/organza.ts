/** Sheer cloth in long falls before a dark ground: thin stripes of light, one over another. No IO. */
import { drawSurface, polygon, trace } from '../canvas.ts';
import type { Motif, Point } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { smoothStep } from '../shading.ts';

const panels = 6;
const stripes = 90;
const steps = 40;

export const organza =
  (ground: Ramp, veil: string): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const back = drawSurface(canvas, (x, y) => {
      const glow = smoothStep(1.15, 0, Math.hypot((x - width * 0.6) / unit, (y - height * 0.36) / unit));
      return ground(0.06 + 0.94 * glow);
    });
    const drawPanel = (_: unknown, p: number): string => {
      const middle = width * (0.02 + p / (panels - 1)) + random.between(-40, 40);
      const breadth = (width / panels) * random.between(1.5, 2.3);
      const lean = random.between(-0.14, 0.14) * unit;
      const folds = random.integer(3, 5);
      const edge = (across: number): Point[] =>
        trace(steps, (t) => {
          const sway =
            0.1 * noise(across * 0.8 + p * 7, t * 1.1) + 0.05 * (across - 0.5) * Math.sin(t * 5 + p);
          const flare = 0.55 + 0.6 * t ** 1.4;
          return {
            x: middle + lean * t + (across - 0.5) * breadth * flare + sway * unit,
            y: -20 + t * (height + 40),
          };
        });
      const edges = Array.from({ length: stripes + 1 }, (__, i) => edge(i / stripes));
      return edges
        .slice(1)
        .map((right, i) => {
          const left = edges[i] ?? right;
          const across = i / stripes;
          const turn = Math.cos(2 * Math.PI * (across * folds + 0.35 * noise(across * 3, p * 5) + 0.13 * p));
          // Cloth seen from its side is twice as thick to the eye: the turn of a fold is where it shows.
          const pleat = Math.max(0, turn) ** 5;
          const hem = i === 0 || i === stripes - 1 ? 0.22 : 0;
          const opacity = 0.045 + 0.05 * (0.5 + 0.5 * turn) + 0.2 * pleat + hem;
          return polygon([...left, ...right.toReversed()], veil, `opacity="${opacity.toFixed(3)}"`);
        })
        .join('');
    };
    return back + Array.from({ length: panels }, drawPanel).join('');
  };
