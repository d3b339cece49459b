/** A length of cloth in knife pleats, opened like a fan from beyond one corner. No IO. */
import { gradient, polygon, rectangle, trace } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';

const pleats = 60;

export const pleatedFan =
  (cloth: Ramp, ground: string): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const pole = { x: -0.16 * width, y: height * 1.1 };
    const hem = Math.hypot(width, height) * 0.93;
    const angleOf = (i: number) => -Math.PI * (0.515 - (0.54 * i) / pleats);
    const point = (i: number, radius: number) => {
      const bend =
        0.03 * noise(i * 0.09, (radius / unit) * 1.2) + 0.05 * Math.sin((radius / hem) * 2.6 + i * 0.05);
      const angle = angleOf(i) + bend;
      return { x: pole.x + radius * Math.cos(angle), y: pole.y + radius * Math.sin(angle) };
    };
    const side = (i: number, radius: number) =>
      trace(22, (t) => point(i, 0.08 * hem + t * (radius - 0.08 * hem)));
    const drawPleat = (_: unknown, i: number): string => {
      const reach = hem * (1 + 0.035 * noise(i * 0.23, 4));
      const turn = 0.5 + 0.5 * Math.sin(i * 0.16 + 1.2 * noise(i * 0.12, 0));
      const lit = 0.56 + 0.34 * turn;
      const shaded = 0.1 + 0.24 * turn;
      const [from, to] = [point(i, 0.1 * hem), point(i, reach)];
      const face = (id: string, bright: number) =>
        gradient(id, from, to, [
          [0, cloth(bright * 0.32)],
          [0.45, cloth(bright * 0.82)],
          [0.8, cloth(bright * 1.08)],
          [1, cloth(bright * 0.86)],
        ]);
      return (
        face(`l${i}`, lit) +
        face(`d${i}`, shaded) +
        polygon([...side(i, reach), ...side(i + 0.7, reach * 0.992).toReversed()], `url(#l${i})`) +
        polygon([...side(i + 0.66, reach * 0.992), ...side(i + 1.04, reach).toReversed()], `url(#d${i})`)
      );
    };
    return rectangle(0, 0, width, height, ground) + Array.from({ length: pleats }, drawPleat).join('');
  };
