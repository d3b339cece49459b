/**
 * The QR picture of a ticket for mail: a PNG beside the text, because mail clients run no code and many show no SVG.
 * White with its quiet zone in the picture itself, so that a dark theme cannot eat it. No IO.
 */
import { create, toBuffer } from 'qrcode';

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

/** Error correction M: a creased print or a thumb on the glass loses up to 15 % of it. */
export async function drawTicketQr(code: string): Promise<TicketQr> {
  const errorCorrectionLevel = 'M';
  const { modules } = create(code, { errorCorrectionLevel });
  const png = await toBuffer(code, {
    errorCorrectionLevel,
    margin: quietModules,
    scale: drawnPxPerModule,
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
  return { png, sizePx: (modules.size + 2 * quietModules) * shownPxPerModule };
}
