/**
 * After the pictures were compared: those that were just taken are put into a palette, a third of their size. One in a
 * palette stays as it is. IO: reads and writes pictures.
 */
import { existsSync, readdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const folder = path.join(import.meta.dirname, 'pictures');

async function shrink(file: string): Promise<void> {
  const { isPalette } = await sharp(file).metadata();
  if (isPalette) return;
  const small = `${file}.small`;
  await sharp(file)
    .png({ palette: true, colours: 64, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(small);
  await rename(small, file);
}

export default async function shrinkPictures(): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) await shrink(path.join(folder, name));
}
