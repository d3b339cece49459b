/**
 * Reads events for rendering, as nobody and under the rules: each query filters by exactly what the rules ask for,
 * since a query is granted only where its own filters prove it. IO: Firestore.
 */
import type { Board } from '@fashionista/domain/board';
import type { Designer } from '@fashionista/domain/designer';
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { VenueId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { sortProgramme } from '@fashionista/domain/show';
import type { Show } from '@fashionista/domain/show';
import { readDocument, readQuery } from '#lib/platform/firestore.server.ts';
import { summarizeEvent } from './eventSummary.ts';
import type { EventSummary } from './eventSummary.ts';

/** More than one calendar shows; past it the calendar would want pages. */
const calendarLimit = 500;
/** As many ids as Firestore takes in one `in`. */
const idsPerQuery = 30;

/** Published events that have not ended, by their start. */
export async function readCalendar(now: Date): Promise<EventSummary[]> {
  const events = await readQuery<FashionEvent>({
    collection: paths.events,
    where: [
      ['state', '==', 'published'],
      ['endsAt', '>', now],
    ],
    orderBy: [['endsAt', 'asc']],
    limit: calendarLimit,
  });
  return events.map(summarizeEvent).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** A published or cancelled event; ended ones too, since people keep links. */
export async function readEventBySlug(slug: string): Promise<FashionEvent | undefined> {
  const [event] = await readQuery<FashionEvent>({
    collection: paths.events,
    where: [
      ['slug', '==', slug],
      ['state', 'in', ['published', 'cancelled']],
    ],
    limit: 1,
  });
  return event;
}

export const readVenue = (venueId: VenueId): Promise<Venue | undefined> =>
  readDocument<Venue>(paths.venue(venueId));

export const readBoards = (event: FashionEvent): Promise<Board[]> =>
  readQuery<Board>({
    collection: paths.boards(event.eventId),
    where: [['eventState', '==', event.state]],
  });

export const readProgramme = async (event: FashionEvent): Promise<Show[]> =>
  sortProgramme(
    await readQuery<Show>({
      collection: paths.shows(event.eventId),
      where: [['eventState', '==', event.state]],
    }),
  );

/** What a page shows of a designer: not who may edit the profile. */
export type DesignerProfile = Omit<Designer, 'members' | 'memberUids' | 'state'>;

/** The published profiles of an event's designers, in the event's order. */
export async function readDesigners(event: FashionEvent): Promise<DesignerProfile[]> {
  const ids = event.designerIds?.slice(0, idsPerQuery) ?? [];
  if (ids.length === 0) return [];
  const found = await readQuery<Designer>({
    collection: paths.designers,
    where: [
      ['designerId', 'in', ids],
      ['state', '==', 'published'],
    ],
  });
  const profiles = new Map(
    found.map(({ members: _members, memberUids: _memberUids, state: _state, ...profile }) => [
      profile.designerId,
      profile,
    ]),
  );
  return ids.flatMap((designerId) => profiles.get(designerId) ?? []);
}
