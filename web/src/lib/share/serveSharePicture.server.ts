/** Makes an event's share picture with its own picture in it. IO: fetches that picture. */
import type { FashionEvent, Picture } from '@fashionista/domain/event';
import type { Locale } from '@fashionista/domain/locale';
import { drawSharePicture } from './drawSharePicture.server.ts';
import { writeShareWords } from './sharePicture.server.ts';

/** Drawn 504 pixels wide: the next larger file is enough. */
const wantedWidth = 504;

/** `missing`: there should be one, and it could not be had just now. `none`: the event has none. */
async function fetchPicture(
  { src, widths }: Picture,
  get: typeof fetch,
): Promise<ArrayBuffer | 'none' | 'missing'> {
  const ordered = widths.toSorted((a, b) => a - b);
  const width = ordered.find((each) => each >= wantedWidth) ?? ordered.at(-1);
  if (width === undefined) return 'none';
  const response = await get(`${src}-${width}.webp`);
  return response.ok ? response.arrayBuffer() : 'missing';
}

/**
 * A PNG. An event whose picture is missing is shared with its words alone, which is not the whole of it: what is kept for
 * ever must not be what a moment's outage left.
 */
export async function serveSharePicture(
  event: FashionEvent,
  locale: Locale,
  get: typeof fetch,
): Promise<{ png: Uint8Array<ArrayBuffer>; isWhole: boolean }> {
  const picture = await fetchPicture(event.picture, get);
  const isThere = typeof picture !== 'string';
  const png = await drawSharePicture(writeShareWords(event, locale), isThere ? picture : undefined);
  return { png, isWhole: picture !== 'missing' };
}
