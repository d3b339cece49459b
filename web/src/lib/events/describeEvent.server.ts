/**
 * An event as schema.org tells it to search engines, and the way to it from the home page. Built on the server and sent
 * as text, so that no browser loads what only machines read. No IO, no clock: `now` is passed in.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import { minorPerMajor } from '#lib/ui/formatMoney.ts';
import { isoWithOffset } from '#lib/ui/formatDate.ts';
import type { Availabilities } from './availability.ts';
import type { DesignerProfile } from './readEvents.server.ts';
import { readSaleState } from './saleState.ts';

export interface Told {
  event: FashionEvent;
  venue: Venue | undefined;
  designers: readonly DesignerProfile[];
  availability: Availabilities;
  now: Date;
  /** The page's own address, in its language. */
  url: string;
  /** Pictures of it, whole addresses. */
  images: readonly string[];
  /** The portal's name and address, in the page's language. */
  site: { name: string; url: string };
}

function describePlace({ event, venue }: Told): object {
  const { city, country } = event;
  const address = venue?.address;
  return {
    '@type': 'Place',
    name: event.venueName,
    address: {
      '@type': 'PostalAddress',
      addressLocality: address?.city ?? city,
      addressCountry: address?.country ?? country,
      ...(address && { streetAddress: address.street, postalCode: address.postalCode }),
      ...(address?.region && { addressRegion: address.region }),
    },
  };
}

/** Of a count that is not known nothing is claimed but that it was put on sale. */
function availabilityOf({ event, availability, now }: Told, ticketTypeId: string): string {
  const left = availability[ticketTypeId];
  const isOpen = readSaleState(event, now) === 'open';
  if (!isOpen || left?.free === 0) return 'https://schema.org/SoldOut';
  return 'https://schema.org/InStock';
}

const describeOffers = (told: Told): object[] =>
  told.event.ticketTypes.map(({ ticketTypeId, name, priceMinor }) => ({
    '@type': 'Offer',
    name,
    price: (priceMinor / minorPerMajor(told.event.currency)).toFixed(
      Math.log10(minorPerMajor(told.event.currency)),
    ),
    priceCurrency: told.event.currency,
    availability: availabilityOf(told, ticketTypeId),
    url: `${told.url}#seats`,
  }));

function describePerformers({ event, designers }: Told): object[] {
  const kinds = new Map(designers.map(({ name, kind }) => [name, kind]));
  return event.designers.map((name) => ({
    '@type': kinds.get(name) === 'house' ? 'Organization' : 'Person',
    name,
  }));
}

export function describeEvent(told: Told): object {
  const { event, site, url, images } = told;
  const at = (date: Date) => isoWithOffset(date, event.timeZone);
  return {
    '@type': 'Event',
    '@id': `${url}#event`,
    url,
    name: event.title,
    description: event.summary,
    image: images,
    startDate: at(event.startsAt),
    endDate: at(event.endsAt),
    doorTime: at(event.doorsAt),
    eventStatus: `https://schema.org/${event.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: describePlace(told),
    offers: describeOffers(told),
    performer: describePerformers(told),
    organizer: event.organizerName
      ? { '@type': 'Organization', name: event.organizerName }
      : { '@type': 'Organization', name: site.name, url: site.url },
  };
}

/** From the home page to the page that is being read. */
export const describeWay = (steps: readonly { name: string; url: string }[]): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, url }, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name,
    item: url,
  })),
});
