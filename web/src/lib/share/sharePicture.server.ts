/**
 * Which picture an event is shared with: its words in the reader's language, and an address that names what it shows. A
 * change of title, date, venue, picture or look gives another address, so that each may be kept for ever. No IO.
 */
import { createHash } from 'node:crypto';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Locale } from '@fashionista/domain/locale';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { formatDate, formatZone } from '#lib/ui/formatDate.ts';
import { localeTag } from '#lib/ui/localeTag.ts';
import { shareSize } from './shareWords.ts';
import type { ShareWords } from './shareWords.ts';

/** Raised whenever `drawSharePicture` draws otherwise. */
const drawing = 1;

/** Of more, the first stand for all. */
const mostNames = 3;

export function writeShareWords(event: FashionEvent, locale: Locale): ShareWords {
  const { startsAt, timeZone } = event;
  const list = new Intl.ListFormat(localeTag(locale), { type: 'conjunction' });
  return {
    site: m.common_site({}, { locale }),
    title: event.title,
    designers:
      event.designers.length > mostNames
        ? `${event.designers.slice(0, mostNames).join(', ')} …`
        : list.format(event.designers),
    date: `${formatDate(startsAt, 'full', timeZone, locale)} ${formatZone(startsAt, timeZone, locale)}`,
    place: `${event.venueName}, ${event.city}`,
    ...(event.state === 'cancelled' && { lost: m.event_cancelled_title({}, { locale }) }),
  };
}

/** Names what the picture shows. */
const hashShareWords = (words: ShareWords, pictureSource: string): string =>
  createHash('sha256')
    .update(JSON.stringify([drawing, words, pictureSource]))
    .digest('base64url')
    .slice(0, 12);

/** The picture's only address, from the root; its size, and what it says. */
export function describeSharePicture(event: FashionEvent, locale: Locale) {
  const words = writeShareWords(event, locale);
  const version = hashShareWords(words, event.picture.src);
  return {
    path: `${localizeHref(`/events/${event.slug}/share.png`, { locale })}?v=${version}`,
    ...shareSize,
    alt: [words.title, words.date, words.place].join(', '),
  };
}
