/** The house's own picture: a runway through one arch after another, towards the light. No IO. */
import { gradient, polygon, rectangle } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';

const arches = 11;

export const arcade =
  (ramp: Ramp): Motif =>
  ({ width, height, unit }) => {
    const eye = { x: width * 0.5, y: height * 0.56 };
    const near = { half: Math.max(width, height * 0.9) * 0.52, rise: height * 0.52, floor: height * 0.62 };
    const parts: string[] = [rectangle(0, 0, width, height, ramp(1))];
    const scaleOf = (i: number) => 0.86 ** i * 1.02;
    for (let i = arches - 1; i >= 0; i -= 1) {
      const scale = scaleOf(i);
      const half = near.half * scale * 0.62;
      const spring = eye.y - near.rise * scale * 0.42;
      const floor = eye.y + near.floor * scale * 0.72;
      const depth = i / (arches - 1);
      const face = ramp(0.03 + 0.8 * depth ** 1.5);
      const reveal = ramp(0.16 + 0.84 * depth ** 1.15);
      const opening = (inset: number) =>
        `M${eye.x - half + inset} ${floor}L${eye.x - half + inset} ${spring}` +
        `A${half - inset} ${half - inset} 0 0 1 ${eye.x + half - inset} ${spring}L${eye.x + half - inset} ${floor}Z`;
      const wall = `M0 0H${width}V${height}H0Z`;
      const thickness = half * 0.1;
      parts.push(
        gradient(`a${i}`, { x: eye.x - half, y: 0 }, { x: eye.x + half, y: 0 }, [
          [0, reveal],
          [0.5, ramp(0.3 + 0.7 * depth)],
          [1, ramp(0.06 + 0.7 * depth ** 1.3)],
        ]),
        `<path d="${wall}${opening(thickness)}" fill="url(#a${i})" fill-rule="evenodd"/>`,
        `<path d="${wall}${opening(0)}" fill="${face}" fill-rule="evenodd"/>`,
      );
    }
    const far = scaleOf(arches - 1);
    const vanish = eye.y + near.floor * far * 0.72;
    parts.push(
      gradient('floor', { x: 0, y: vanish }, { x: 0, y: height }, [
        [0, ramp(0.96)],
        [0.25, ramp(0.55)],
        [1, ramp(0.12)],
      ]),
      polygon(
        [
          { x: eye.x - near.half * far * 0.6, y: vanish },
          { x: eye.x + near.half * far * 0.6, y: vanish },
          { x: width * 1.3, y: height },
          { x: width * -0.3, y: height },
        ],
        'url(#floor)',
      ),
      gradient('carpet', { x: 0, y: vanish }, { x: 0, y: height }, [
        [0, '#fff6e4', 0.95],
        [0.35, '#f0c9a0', 0.75],
        [1, '#8e2a23', 0.85],
      ]),
      polygon(
        [
          { x: eye.x - unit * 0.018, y: vanish },
          { x: eye.x + unit * 0.018, y: vanish },
          { x: eye.x + unit * 0.2, y: height },
          { x: eye.x - unit * 0.2, y: height },
        ],
        'url(#carpet)',
      ),
    );
    return parts.join('');
  };
