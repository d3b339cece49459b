/** The linked data of an event's page: the event, and the way to it. No IO. */
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { writeJsonLd } from '#lib/seo/writeJsonLd.ts';
import { describeEvent, describeWay } from './describeEvent.server.ts';
import type { Told } from './describeEvent.server.ts';

/** `here`: the page's address. */
export function describeEventPage(
  shown: Pick<Told, 'event' | 'venue' | 'designers' | 'availability' | 'now'> & { share: { path: string } },
  here: URL,
): string {
  const { event } = shown;
  const at = (path: string) => new URL(localizeHref(path), here.origin).href;
  const url = at(`/events/${event.slug}`);
  const { src, widths } = event.picture;
  const files = widths.length > 0 ? [`${src}-${Math.max(...widths)}.webp`] : [];
  const images = [...files, shown.share.path].map((path) => new URL(path, here.origin).href);
  return writeJsonLd([
    describeEvent({ ...shown, url, images, site: { name: m.common_site(), url: at('/') } }),
    describeWay([
      { name: m.event_breadcrumb_home(), url: at('/') },
      { name: m.nav_events(), url: at('/events') },
      { name: event.title, url },
    ]),
  ]);
}
