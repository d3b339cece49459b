/**
 * Draws every picture and writes its files: AVIF and WebP in each width under `web/static/pictures`, and the blurred
 * placeholders in `rendered.json`. Run by hand when a motif changes (`node local/pictures/render.ts [NAME…]`); its
 * output is committed, so that no other machine has to. IO: those files.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { pictures } from './catalogue.ts';
import { drawPicture } from './drawPicture.ts';
import { renderedWidths, shapes } from './pictureFiles.ts';
import type { ShapeName } from './pictureFiles.ts';

const folder = path.resolve(import.meta.dirname, '../../web/static/pictures');
const record = path.join(import.meta.dirname, 'rendered.json');
/**
 * The widest are shown on dense screens, where the eye forgives most. WebP is for the few browsers without AVIF: it may
 * cost them some detail, but not everyone the bytes.
 */
const qualityOf = (width: number) => (width > 1000 ? { avif: 40, webp: 36 } : { avif: 46, webp: 50 });
const placeholderWidth = 16;

/** Answers the placeholder. */
async function renderPicture(name: string, shape: ShapeName): Promise<string> {
  const { suffix, width, height } = shapes[shape];
  const svg = Buffer.from(drawPicture(name, shape));
  const { data, info } = await sharp(svg, { unlimited: true })
    .flatten({ background: '#000000' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = () => sharp(data, { raw: { width, height, channels: info.channels } });
  for (const target of renderedWidths) {
    const file = path.join(folder, `${name}${suffix}-${target}`);
    const quality = qualityOf(target);
    await picture().resize(target).avif({ quality: quality.avif, effort: 2 }).toFile(`${file}.avif`);
    await picture().resize(target).webp({ quality: quality.webp, effort: 4 }).toFile(`${file}.webp`);
  }
  const tiny = await picture().resize(placeholderWidth).blur(1).webp({ quality: 40 }).toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}

const wanted = process.argv.slice(2);
const names = Object.keys(pictures).filter((name) => wanted.length === 0 || wanted.includes(name));
const placeholders = JSON.parse(await readFile(record, 'utf8')) as Record<string, string>;
await mkdir(folder, { recursive: true });
for (const name of names)
  for (const shape of Object.keys(shapes) as ShapeName[]) {
    placeholders[`${name}${shapes[shape].suffix}`] = await renderPicture(name, shape);
    await writeFile(record, `${JSON.stringify(placeholders, null, 2)}\n`);
    process.stdout.write(`${name} ${shape}\n`);
  }
