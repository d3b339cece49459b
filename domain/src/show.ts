/** Runway shows: what is shown within a fashion event, and when. No IO. */
import type { EventState } from './event.ts';
import type { DesignerId, EventId, ShowId } from './ids.ts';

/** A Firestore document `events/{eventId}/shows/{showId}`. */
export interface Show {
  showId: ShowId;
  eventId: EventId;
  /** The event's, copied: rules can only grant a query that its own filter proves. */
  eventState: EventState;
  startsAt: Date;
  /** Whose collection it is; `null` where nobody's alone is shown (a talk, a finale). */
  designerId: DesignerId | null;
  designerName: string | null;
  /** The collection's title, or what happens. */
  title: string;
  /** Looks in the line-up; `null` while that is not settled, or where there are none. */
  lookCount: number | null;
}

/** The programme of an evening: its shows by their start. */
export const sortProgramme = (shows: readonly Show[]): Show[] =>
  shows.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.showId < b.showId ? -1 : 1));
