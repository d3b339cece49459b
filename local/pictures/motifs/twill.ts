/** Wool twill from very near, almost without light; one seam glows across it. No IO. */
import { rectangle } from '../canvas.ts';
import type { Motif } from '../canvas.ts';
import type { Ramp } from '../colour.ts';
import { createNoise } from '../noise.ts';

const yarn = 26;
/** A yarn floats over two and under two, a step further in each row. */
const float = 2;
const levels = 40;

export const twill =
  (ramp: Ramp): Motif =>
  (canvas) => {
    const { width, height, unit, random } = canvas;
    const noise = createNoise(random);
    const seam = (x: number) =>
      height * 0.7 - x * 0.34 * (height / width) + 0.05 * unit * noise((x / unit) * 2.2, 1);
    const glow = (x: number, y: number) => {
      const away = (y - seam(x)) / unit;
      return 0.72 * Math.exp(-((away / 0.03) ** 2)) + 0.42 * Math.exp(-Math.abs(away) / 0.17);
    };
    const fills = Array.from({ length: levels }, (_, i) => {
      const bright = i / (levels - 1);
      const stop = (at: number, share: number) =>
        `<stop offset="${at}" stop-color="${ramp(bright * share)}"/>`;
      const stops = stop(0, 0.3) + stop(0.3, 1) + stop(0.62, 0.7) + stop(1, 0.15);
      return (
        `<linearGradient id="w${i}">${stops}</linearGradient>` +
        `<linearGradient id="h${i}" x2="0" y2="1">${stops}</linearGradient>`
      );
    });
    const floats: string[] = [];
    const draw = (x: number, y: number, isWarp: boolean) => {
      const worn = 0.9 + 0.25 * noise(x / 60, y / 60);
      const folds = 0.2 + 0.12 * noise(x / unit / 0.3, y / unit / 0.5);
      const light = (folds + glow(x, y)) * worn * (isWarp ? 1 : 0.55) + 0.02;
      const level = Math.round(light * levels);
      const fill = `url(#${isWarp ? 'w' : 'h'}${Math.min(levels - 1, Math.max(0, level))})`;
      const long = yarn * float + yarn * 0.34;
      const [w, h] = isWarp ? [yarn * 0.94, long] : [long, yarn * 0.94];
      floats.push(rectangle(x - w / 2, y - h / 2, w, h, fill, `rx="${yarn * 0.42}"`));
    };
    for (let j = -3; j < height / yarn + 3; j += 1)
      for (let i = -3; i < width / yarn + 3; i += 1) {
        const step = (((i + j) % 4) + 4) % 4;
        if (step === 2) draw((i + 0.5) * yarn, (j + 0.5) * yarn, false);
      }
    for (let j = -3; j < height / yarn + 3; j += 1)
      for (let i = -3; i < width / yarn + 3; i += 1) {
        const step = (((i + j) % 4) + 4) % 4;
        if (step === 0) draw((i + 0.5) * yarn, (j + 0.5) * yarn, true);
      }
    return rectangle(0, 0, width, height, ramp(0)) + `<defs>${fills.join('')}</defs>` + floats.join('');
  };
