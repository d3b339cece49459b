/**
 * The README's opener: the map at a desk beside the ticket on a phone, on paper, with square corners and hairlines as the
 * portal draws. IO: reads and writes files.
 */
import sharp from 'sharp';

const paper = '#eae3d6';
const hairline = '#cdc3b2';
const canvas = { width: 1600, height: 836 };
const deskAt = { left: 72, top: 72, width: 1104 };
const phoneAt = { left: 1208, top: 72, width: 319 };

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
