/**
 * The film of two browsers as one animated WebP: both views side by side on the house's paper, the pointers drawn in, a
 * picture only where something changed. IO: reads and writes files.
 */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { FilmedView } from './screencast.ts';

export interface Film {
  lengthMs: number;
  views: [FilmedView, FilmedView];
}

const paper = '#eae3d6';
const hairline = '#cdc3b2';
const filmed = { width: 640, height: 720 };
const shownWidth = 576;
const scale = shownWidth / filmed.width;
const shownHeight = Math.round(filmed.height * scale);
const margin = 16;
const canvas = { width: 3 * margin + 2 * shownWidth, height: 2 * margin + shownHeight };
const leftEdges = [margin, 2 * margin + shownWidth];
const tickMs = 100;
/** The last picture stands a little before the film begins again. */
const restMs = 1_500;

const pointerDrawing = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="26"><path d="M2 1v18l4.6-4 3 7.6 3.4-1.4-3-7.4h6z" fill="#1a1714" stroke="#fff" stroke-width="1.5"/></svg>`,
);

/** The last of `moments` that has come by `atMs`. */
const latestOf = <Moment extends { atMs: number }>(moments: readonly Moment[], atMs: number) =>
  moments.findLast((moment) => moment.atMs <= atMs);

async function shrinkFrame(file: string): Promise<Buffer> {
  return sharp(file)
    .resize({ width: shownWidth, height: shownHeight, fit: 'cover', position: 'top' })
    .png()
    .toBuffer();
}

/** What the film shows at an instant; equal keys are equal pictures. */
function lookAt({ views }: Film, atMs: number) {
  const parts = views.map((view) => ({
    file: (latestOf(view.frames, atMs) ?? view.frames[0])?.file ?? '',
    pointer: latestOf(view.pointer, atMs),
  }));
  return { parts, key: JSON.stringify(parts) };
}

async function drawPicture(
  parts: ReturnType<typeof lookAt>['parts'],
  shrink: (file: string) => Promise<Buffer>,
): Promise<Buffer> {
  const layers: { input: Buffer; left: number; top: number }[] = [];
  for (const [i, { file, pointer }] of parts.entries()) {
    const left = leftEdges[i] ?? 0;
    const frame = {
      width: shownWidth + 2,
      height: shownHeight + 2,
      channels: 3 as const,
      background: hairline,
    };
    layers.push({ input: await sharp({ create: frame }).png().toBuffer(), left: left - 1, top: margin - 1 });
    layers.push({ input: await shrink(file), left, top: margin });
    if (pointer)
      layers.push({
        input: pointerDrawing,
        left: left + Math.round(pointer.x * scale),
        top: margin + Math.round(pointer.y * scale),
      });
  }
  return sharp({ create: { ...canvas, channels: 3, background: paper } })
    .composite(layers)
    .png()
    .toBuffer();
}

export async function composeFilm(filmFile: string, to: string): Promise<void> {
  const film = JSON.parse(readFileSync(filmFile, 'utf8')) as Film;
  const shrunk = new Map<string, Promise<Buffer>>();
  const shrink = (file: string) => {
    const known = shrunk.get(file) ?? shrinkFrame(file);
    shrunk.set(file, known);
    return known;
  };
  const pictures: Buffer[] = [];
  const delays: number[] = [];
  let shownKey = '';
  for (let atMs = 0; atMs < film.lengthMs; atMs += tickMs) {
    const { parts, key } = lookAt(film, atMs);
    if (key !== shownKey) {
      pictures.push(await drawPicture(parts, shrink));
      delays.push(0);
      shownKey = key;
    }
    delays[delays.length - 1] = (delays.at(-1) ?? 0) + tickMs;
  }
  delays[delays.length - 1] = (delays.at(-1) ?? 0) + restMs;
  await sharp(pictures, { join: { animated: true } })
    .webp({ quality: 82, smartSubsample: true, effort: 5, minSize: true, loop: 0, delay: delays })
    .toFile(to);
}
