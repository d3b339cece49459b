/** Makes an event's share picture with its own picture in it. IO: fetches that picture. */
import type { FashionEvent, Picture } from '@fashionista/domain/event';
import type { Locale } from '@fashionista/domain/locale';
import { drawSharePicture } from './drawSharePicture.server.ts';
import { writeShareWords } from './sharePicture.server.ts';

/** Drawn 504 pixels wide: the next larger file is enough. */
const wantedWidth = 504;

async function fetchPicture({ src, widths }: Picture, get: typeof fetch): Promise<ArrayBuffer | undefined> {
  const ordered = widths.toSorted((a, b) => a - b);
  const width = ordered.find((each) => each >= wantedWidth) ?? ordered.at(-1);
  if (width === undefined) return undefined;
  const response = await get(`${src}-${width}.webp`);
  return response.ok ? response.arrayBuffer() : undefined;
}

/** An event whose picture is missing is shared with its words alone. Answers a PNG. */
export const serveSharePicture = async (event: FashionEvent, locale: Locale, get: typeof fetch) =>
  drawSharePicture(writeShareWords(event, locale), await fetchPicture(event.picture, get));
