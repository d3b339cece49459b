/**
 * What the twelve demo events say about themselves, and when, where and for how much they are. All names are invented.
 * Their docs are built in `buildEvent.ts`. No IO.
 */
import type { EventPolicy } from '@fashionista/domain/eventPolicy';
import type { VenueName } from '../venues.ts';
import { coastToCoastEvents } from './londonAndLosAngeles.ts';
import { italianEvents } from './milanAndFlorence.ts';
import { parisEvents } from './paris.ts';

/** How an event's sale stands when the demo begins. */
export type SaleStage = 'untouched' | 'quiet' | 'busy' | 'nearly-sold-out';

export interface EventCopy {
  slug: string;
  title: string;
  summary: string;
  /** Paragraphs. */
  description: string[];
  venue: VenueName;
  /** From the day of seeding; negative: before it. */
  daysAhead: number;
  /** On the venue's clock. */
  time: string;
  minutes: number;
  styles: string[];
  designers: string[];
  /** `priceMinor` is all that a buyer pays. */
  ticketTypes: { ticketTypeId: string; name: string; priceMinor: number; sectionIds: string[] }[];
  pictureAlt: string;
  /** Where it is not the house's. */
  policy?: Partial<EventPolicy>;
  stage: SaleStage;
}

export const eventCopies: readonly EventCopy[] = [...italianEvents, ...parisEvents, ...coastToCoastEvents];
