/**
 * Reads a PDF back as its readers do: its texts a page, what it says of itself, its structure, and the codes that a camera
 * finds on a page. IO: none but the libraries' own code.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface PdfPage {
  /** A line each, in the order of reading. */
  texts: string[];
  /** Tags in reading order, each with its words for what is a picture. */
  tags: string[];
  /** What a scanner reads off the page, drawn as a screen of 150 dpi draws it. */
  codes: () => Promise<string[]>;
}
export interface Pdf {
  info: { Title?: string; Language?: string; CreationDate?: string };
  pages: PdfPage[];
}

interface Tag {
  role: string;
  alt?: string;
  children?: (Tag | { type: string })[];
}
const listTags = (tag: Tag): string[] => [
  tag.alt === undefined ? tag.role : `${tag.role}: ${tag.alt}`,
  ...(tag.children ?? []).flatMap((child) => ('role' in child ? listTags(child) : [])),
];

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));

async function scan(png: Uint8Array): Promise<string[]> {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  return (await readBarcodes(png, { formats: ['QRCode'] })).map(({ text }) => text);
}

export async function readPdf(content: Uint8Array): Promise<Pdf> {
  const file = await getDocument({ data: new Uint8Array(content), verbosity: 0 }).promise;
  const numbers = Array.from({ length: file.numPages }, (_, i) => i + 1);
  const pages = await Promise.all(
    numbers.map(async (number): Promise<PdfPage> => {
      const page = await file.getPage(number);
      const { items } = await page.getTextContent();
      return {
        texts: items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : [])),
        tags: listTags(await page.getStructTree()),
        codes: async () => {
          const viewport = page.getViewport({ scale: 150 / 72 });
          const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
          // pdfjs types the browser's canvas; this one draws the same.
          await page.render({ canvas: canvas as never, viewport }).promise;
          return scan(canvas.toBuffer('image/png'));
        },
      };
    }),
  );
  return { info: (await file.getMetadata()).info, pages };
}
