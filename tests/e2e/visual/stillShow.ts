/** A show in an empty hall on a day that is always the same. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId } from '@fashionista/domain/ids';

/** `name`: its id and slug. Two that differ in nothing else look the same, and their visitors do not see each other. */
export const stillShow = (name: string): Partial<FashionEvent> => ({
  eventId: name as EventId,
  slug: name,
  title: 'A Still Rehearsal',
  doorsAt: new Date('2050-04-21T16:45:00Z'),
  startsAt: new Date('2050-04-21T17:30:00Z'),
  endsAt: new Date('2050-04-21T18:40:00Z'),
});
