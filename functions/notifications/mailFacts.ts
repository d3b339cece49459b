/**
 * What a mail about an order is made of, put into the words of its language once, for the HTML and the plain text
 * alike: the event, when and where, the places, the addresses of pages. No IO.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { SectionId } from '@fashionista/domain/ids';
import type { Locale } from '@fashionista/domain/locale';
import type { OrderNotification } from '@fashionista/domain/notification';
import type { Order } from '@fashionista/domain/order';
import type { Ticket } from '@fashionista/domain/ticket';
import { formatAddress, formatDay, formatTime, formatZone } from './formats.ts';
import type { MailMessages } from './messages/mailMessages.ts';
import { plainLine } from './plainLine.ts';

/** The records that a mail about an order is composed from. */
export interface OrderRecords {
  notification: OrderNotification;
  order: Order;
  event: FashionEvent;
  /** Without it the mail says the venue's name and city, but no street. */
  venue: Venue | undefined;
  /** Those that the reader still holds, in the order's order. */
  tickets: readonly Ticket[];
  standingSections: ReadonlySet<SectionId>;
  /** What goes back; 0 where nothing does. */
  refundMinor: number;
  publicOrigin: string;
}

export interface PlaceWords {
  section: string;
  /** "Row A, seat 12", or "Standing, place B7". */
  spot: string;
  /** Both. */
  full: string;
}

export interface MailFacts {
  locale: Locale;
  buyerName: string;
  orderNumber: string;
  eventTitle: string;
  venueName: string;
  day: string;
  doors: string;
  /** Each a line of its own. */
  when: string[];
  where: string[];
}

/** Places as people say them: rows are stored in lower case. */
export function describePlace(
  { sectionId, sectionName, row, number }: Ticket,
  standingSections: ReadonlySet<SectionId>,
  { place }: MailMessages,
): PlaceWords {
  const section = plainLine(sectionName);
  const spot = standingSections.has(sectionId)
    ? `${place.standing}, ${place.standingPlace(row.toUpperCase() + number)}`
    : `${place.row(row.toUpperCase())}, ${place.seat(number)}`;
  return { section, spot, full: `${section}, ${spot}` };
}

function whenLines(event: FashionEvent, locale: Locale, { common }: MailMessages): string[] {
  const { doorsAt, startsAt, timeZone } = event;
  const zone = common.localTime(plainLine(event.city), formatZone(startsAt, timeZone, locale));
  const day = (at: Date) => formatDay(at, timeZone, locale);
  const doors = common.doors(formatTime(doorsAt, timeZone, locale));
  const begins = common.begins(formatTime(startsAt, timeZone, locale));
  return day(doorsAt) === day(startsAt)
    ? [upperFirst(day(startsAt), locale), `${doors}, ${lowerFirst(begins, locale)}`, zone]
    : [`${doors}, ${day(doorsAt)}`, `${begins}, ${day(startsAt)}`, zone];
}

/** French, Italian and Spanish write days small, but not where a line begins. */
const upperFirst = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

const lowerFirst = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);

const whereLines = ({ venueName, city }: FashionEvent, venue: Venue | undefined, locale: Locale): string[] =>
  [venueName, ...(venue ? formatAddress(venue.address, locale) : [city])].map(plainLine);

export function gatherFacts(
  { order, event, venue }: Pick<OrderRecords, 'order' | 'event' | 'venue'>,
  locale: Locale,
  messages: MailMessages,
): MailFacts {
  return {
    locale,
    buyerName: plainLine(order.contact.name),
    orderNumber: order.orderId,
    eventTitle: plainLine(event.title),
    venueName: plainLine(event.venueName),
    day: upperFirst(formatDay(event.startsAt, event.timeZone, locale), locale),
    doors: formatTime(event.doorsAt, event.timeZone, locale),
    when: whenLines(event, locale, messages),
    where: whereLines(event, venue, locale),
  };
}

/** The address of a page in a language; English has no prefix. `segments` are put in encoded. */
export const pageAddress = (publicOrigin: string, locale: Locale, ...segments: string[]): string =>
  [publicOrigin, ...(locale === 'en' ? [] : [locale]), ...segments.map(encodeURIComponent)].join('/');

/**
 * [T7] The address of a ticket with its code, for who is not signed in where the mail is read. In the fragment: browsers send
 * that to nobody.
 */
export const ticketAddress = (
  publicOrigin: string,
  locale: Locale,
  { ticketId, code }: Pick<Ticket, 'ticketId' | 'code'>,
): string => `${pageAddress(publicOrigin, locale, 'tickets', ticketId)}#code=${code}`;
