/**
 * The QR picture of a ticket for mail: a PNG beside the text, because mail clients run no code and many show no SVG.
 * White with its quiet zone in the picture itself, so that a dark theme cannot eat it. No IO.
 */
import { toBuffer } from 'qrcode';
import type { QRCodeToBufferOptions } from 'qrcode';
import { createTicketCode, errorCorrectionLevel, segmentsOf } from '../tickets/ticketCode.ts';

/** ISO/IEC 18004 wants four modules of quiet zone. */
const quietModules = 4;
/** What a phone's camera reads off another phone at arm's length. */
const shownPxPerModule = 3;
/** Drawn at twice the size it is shown at, for dense screens. */
const drawnPxPerModule = shownPxPerModule * 2;

export interface TicketQr {
  png: Buffer;
  /** Width and height at which it is shown, in CSS pixels. */
  sizePx: number;
}

/**
 * Grey, each row as what changed from the one above (PNG's filter "Up"): most rows are the same as theirs. Half the bytes of
 * colours with the best of five filters, and less than half the time. The library hands these to pngjs as they are; its
 * types do not name them.
 */
const packing = { colorType: 0, filterType: 2 } as QRCodeToBufferOptions['rendererOpts'];

export async function drawTicketQr(code: string): Promise<TicketQr> {
  const { modules, version, maskPattern } = createTicketCode(code);
  const png = await toBuffer(segmentsOf(code), {
    errorCorrectionLevel,
    version,
    maskPattern,
    margin: quietModules,
    scale: drawnPxPerModule,
    color: { dark: '#000000ff', light: '#ffffffff' },
    rendererOpts: packing,
  });
  return { png, sizePx: (modules.size + 2 * quietModules) * shownPxPerModule };
}
