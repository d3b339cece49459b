/** The public pages and their states that stand by an address, for checks that every page must pass. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';

export const pagesOf = (event: FashionEvent): readonly string[] => [
  '/',
  '/events',
  '/events?from=2030-02-01&to=2030-01-01',
  '/events?q=nothing-of-that-name',
  '/events?view=calendar',
  `/events/${event.slug}`,
  `/events/${event.slug}?section=arazzi`,
  `/events/${event.slug}/checkout`,
  '/sign-in',
  '/saved',
  '/studio',
  '/organize',
  '/organize/none',
  '/tickets',
  '/orders/none',
  '/nowhere',
];
