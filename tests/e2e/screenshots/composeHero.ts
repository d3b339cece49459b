/**
 * The README's opener: the map at a desk, the ticket on a phone before its lower right corner, on paper. Square corners and
 * hairlines, as the portal draws. IO: reads and writes files.
 */
import sharp from 'sharp';

const paper = '#eae3d6';
const hairline = '#cdc3b2';
const canvas = { width: 1600, height: 1000 };
const deskAt = { left: 80, top: 90, width: 1180 };
const phoneAt = { left: 1190, top: 150, width: 330 };

/** Scaled to `width`, with a hairline round it. */
async function frame(file: string, width: number): Promise<Buffer> {
  const resized = await sharp(file).resize({ width }).png().toBuffer();
  return sharp(resized)
    .extend({ top: 1, bottom: 1, left: 1, right: 1, background: hairline })
    .png()
    .toBuffer();
}

export async function composeHero(pictures: { map: string; ticket: string }, to: string): Promise<void> {
  const composed = await sharp({ create: { ...canvas, channels: 3, background: paper } })
    .composite([
      { input: await frame(pictures.map, deskAt.width), left: deskAt.left, top: deskAt.top },
      { input: await frame(pictures.ticket, phoneAt.width), left: phoneAt.left, top: phoneAt.top },
    ])
    .png()
    .toBuffer();
  await sharp(composed).png({ palette: true, colours: 200, effort: 10, compressionLevel: 9 }).toFile(to);
}
