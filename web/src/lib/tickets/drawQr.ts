/**
 * A QR code as the path of its dark squares, so that it is sharp at any size and prints. Loads the encoder only when a
 * ticket is shown. IO: loads code.
 */

/** Modules of quiet zone on each side: ISO/IEC 18004 asks for four. */
export const quietModules = 4;

export interface QrDrawing {
  /** Modules a side, without the quiet zone. */
  size: number;
  path: string;
}

export async function drawQr(text: string): Promise<QrDrawing> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
  return { size: modules.size, path };
}
