import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { EventId, PlaceId, TicketId } from '@fashionista/domain/ids';
import { createTicketSigner } from '../tickets/signTicket.ts';
import { drawTicketQr } from './drawTicketQr.ts';

const key = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: '2026-1' };
const signer = createTicketSigner(JSON.stringify({ keys: [key] }));
const code = await signer.sign({
  sub: 'Zk4m-X1uWq8ePj2RtV0a_parterre-left-a-12' as TicketId,
  aud: 'lumiere-milan-2026' as EventId,
  place: 'parterre-left-a-12' as PlaceId,
  rev: 1,
});

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

async function scan(png: Buffer): Promise<string[]> {
  const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}

test('a scanner reads the picture back as the ticket’s code, at the size it is shown at too', async () => {
  const { png, sizePx } = await drawTicketQr(code);
  expect(await scan(png)).toEqual([code]);
  expect(await scan(await sharp(png).resize(sizePx).png().toBuffer())).toEqual([code]);
});

test('a scanner reads it with a fold across it and a thumb in a corner', async () => {
  const { png, sizePx } = await drawTicketQr(code);
  const drawn = 2 * sizePx;
  const patch = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
  const worn = await sharp(png)
    .composite([
      { input: await patch(drawn, 6), top: Math.round(drawn * 0.62), left: 0 },
      { input: await patch(70, 70), top: drawn - 110, left: drawn - 110 },
    ])
    .png()
    .toBuffer();
  expect(await scan(worn)).toEqual([code]);
});

test('every module is at least three pixels, the picture twice that, with four white modules around', async () => {
  const { png, sizePx } = await drawTicketQr(code);
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(info.width).toBe(2 * sizePx);
  const isWhite = (x: number, y: number) => data[y * info.width + x] === 255;
  const quiet = 4 * 6;
  for (let at = 0; at < info.width; at += 1) {
    expect(isWhite(at, quiet - 1) && isWhite(quiet - 1, at)).toBe(true);
    expect(isWhite(at, info.height - quiet) && isWhite(info.width - quiet, at)).toBe(true);
  }
  expect(isWhite(quiet, quiet)).toBe(false);
});
