/** Bands of dyed cloth like ground under a low sun, trembling where the air is hot. No IO. */
import { gradient, polygon, rectangle, trace } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';
import { smoothStep } from '../shading.ts';

const bands = 30;

export const haze =
  (ramp: Ramp, sky: Ramp): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const horizon = height * 0.36;
    const air = gradient('sky', { x: 0, y: 0 }, { x: 0, y: horizon * 1.3 }, [
      [0, sky(0)],
      [0.55, sky(0.5)],
      [1, sky(1)],
    ]);
    const sun = { x: width * 0.64, y: horizon * 0.83, radius: unit * 0.155 };
    const rim = trace(260, (t) => {
      const [across, down] = [Math.sin(t * 2 * Math.PI), -Math.cos(t * 2 * Math.PI)];
      const tremble = 0.085 * smoothStep(-0.1, 1, down) * Math.sin(down * 46);
      return { x: sun.x + sun.radius * (across + tremble), y: sun.y + sun.radius * down };
    });
    const glow = gradient('sun', { x: 0, y: sun.y - sun.radius }, { x: 0, y: sun.y + sun.radius }, [
      [0, '#fff3da'],
      [1, '#f2a35f'],
    ]);
    const layers = Array.from({ length: bands }, (_, i) => {
      const share = i / (bands - 1);
      const top = horizon + (height - horizon) * share ** 1.45;
      const swing = unit * (0.006 + 0.075 * share);
      const crest = trace(120, (t) => {
        const x = t * width;
        const slow = noise(t * 1.7 * (width / unit) + i * 0.16, i * 0.21);
        const quick = noise(t * 7 * (width / unit) + i, i * 0.9) * (0.5 - 0.4 * share);
        return { x, y: top + swing * (slow * 1.3 + quick) };
      });
      const bright = 1 - share * 0.86 + 0.12 * (i % 2 === 0 ? 1 : -1) * (1 - share * 0.5);
      const id = `b${i}`;
      return (
        gradient(id, { x: 0, y: top - swing }, { x: 0, y: top + swing + (height - horizon) * 0.12 }, [
          [0, ramp(bright + 0.1)],
          [0.4, ramp(bright)],
          [1, ramp(bright - 0.2)],
        ]) + polygon([...crest, { x: width, y: height }, { x: 0, y: height }], `url(#${id})`)
      );
    });
    return (
      air + rectangle(0, 0, width, height, 'url(#sky)') + glow + polygon(rim, 'url(#sun)') + layers.join('')
    );
  };
