/** A screenshot as a README wants it: no wider than it is shown, in a palette. IO: reads and writes a file. */
import sharp from 'sharp';

/** GitHub shows a README at most this wide; twice as much would be weight that few screens use. */
const mostWidthPx = 1200;
const mostPhoneWidthPx = 585;

/** The fewer colours the smaller; below this, photographs show bands. */
const colours = 128;

export async function shrinkPicture(from: string, to: string): Promise<void> {
  const { width, height } = await sharp(from).metadata();
  const most = height > width ? mostPhoneWidthPx : mostWidthPx;
  await sharp(from)
    .resize({ width: Math.min(width, most) })
    .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
    .toFile(to);
}
