/** Pleated rosettes laid over one another like the wheels of a clock. No IO. */
import { polygon, rectangle } from '../canvas.ts';
import type { Motif, Point } from '../canvas.ts';
import type { Ramp } from '../colour.ts';

interface Rosette {
  x: number;
  y: number;
  radius: number;
  teeth: number;
  ramp: Ramp;
}

const lampDegrees = -125;
const rings = 3;

function drawRosette({ x, y, radius, teeth, ramp }: Rosette): string {
  const at = (share: number, tooth: number): Point => {
    const angle = (tooth / teeth) * 2 * Math.PI;
    return { x: x + radius * share * Math.cos(angle), y: y + radius * share * Math.sin(angle) };
  };
  const shadow = `<circle cx="${x + radius * 0.05}" cy="${y + radius * 0.09}" r="${radius * 0.99}" fill="#000" opacity=".55" filter="url(#soft)"/>`;
  const facets: string[] = [];
  for (let ring = 0; ring < rings; ring += 1) {
    const outer = 1 - ring * 0.31;
    const inner = ring === rings - 1 ? 0.06 : outer - 0.33;
    for (let i = 0; i < teeth * 2; i += 1) {
      const tooth = i / 2 + (ring % 2) * 0.25;
      const towards = Math.cos((tooth / teeth) * 2 * Math.PI - (lampDegrees * Math.PI) / 180);
      const bright =
        0.42 + (i % 2 === 0 ? 0.34 : -0.28) * (0.25 + 0.75 * towards) + 0.06 * towards - ring * 0.035;
      const tip = i % 2 === 0 ? [outer * 0.975, outer] : [outer, outer * 0.975];
      const colour = ramp(bright);
      facets.push(
        polygon(
          [at(inner, tooth), at(tip[0] ?? 1, tooth), at(tip[1] ?? 1, tooth + 0.5), at(inner, tooth + 0.5)],
          colour,
          `stroke="${colour}" stroke-width="1"`,
        ),
      );
    }
  }
  const hub = `<circle cx="${x}" cy="${y}" r="${radius * 0.075}" fill="${ramp(0.82)}"/><circle cx="${x}" cy="${y}" r="${radius * 0.03}" fill="${ramp(0.08)}"/>`;
  return shadow + facets.join('') + hub;
}

export const rosettes =
  (ground: string, ...ramps: Ramp[]): Motif =>
  ({ width, height, random }) => {
    const long = Math.max(width, height);
    const places: [number, number, number][] = [
      [0.86, 0.06, 0.3],
      [0.02, 0.38, 0.27],
      [0.98, 0.62, 0.26],
      [0.2, 0.99, 0.33],
      [0.5, 0.36, 0.24],
      [0.14, 0.08, 0.17],
      [0.66, 0.83, 0.2],
      [0.34, 0.66, 0.12],
    ];
    const wheels = places.map(([x, y, size], i) => {
      const ramp = ramps[i % ramps.length];
      if (!ramp) throw new Error('Rosettes want a colour.');
      return drawRosette({
        x: x * width,
        y: y * height,
        radius: size * long * 0.82,
        teeth: Math.round(26 + size * 120 + random.between(-3, 3)),
        ramp,
      });
    });
    const soft =
      '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="26"/></filter>';
    return rectangle(0, 0, width, height, ground) + soft + wheels.join('');
  };
