/**
 * A ticket's QR code as modules, for its picture in the mail and on paper. Finding the mask is most of the work, so what was
 * made is kept for a while: the two are drawn one after the other. No IO.
 */
import { LRUCache } from 'lru-cache';
import { create } from 'qrcode';
import type { QRCode } from 'qrcode';

/** A creased print or a thumb on the glass loses up to 15 % of it (ISO/IEC 18004). */
export const errorCorrectionLevel = 'M';

/** One segment of bytes: a signed text has hardly a stretch that a denser mode would shorten. */
export const segmentsOf = (code: string) => [{ data: Buffer.from(code), mode: 'byte' as const }];

const kept = new LRUCache<string, QRCode>({ max: 200 });

export function createTicketCode(code: string): QRCode {
  const known = kept.get(code);
  if (known) return known;
  const made = create(segmentsOf(code), { errorCorrectionLevel });
  kept.set(code, made);
  return made;
}
