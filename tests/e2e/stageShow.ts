/**
 * A show of a test's own: the demo's salon in Florence (120 chairs, three sections) with nobody in it, under a title that
 * no other has. Unlike `tests/support/stageEvent.ts` it has all that pages show: pictures, a venue, a programme, a hall to draw.
 * IO: Firestore.
 */
import { randomUUID } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import { projectBoard } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { buildEvent } from '../../local/seed/events/buildEvent.ts';
import { eventCopies } from '../../local/seed/events/eventCopy.ts';
import { buildShows } from '../../local/seed/events/programmes.ts';
import { demoVenues } from '../../local/seed/venues.ts';

const slugOfModel = 'the-left-hand-of-lace';

export async function stageShow(
  firestore: Firestore,
  change: Partial<FashionEvent> = {},
): Promise<FashionEvent> {
  const model = eventCopies.findIndex(({ slug }) => slug === slugOfModel);
  const copy = eventCopies[model];
  if (!copy) throw new Error(`The demo has no event "${slugOfModel}" any more.`);
  const name = randomUUID().slice(0, 8);
  const event: FashionEvent = {
    ...buildEvent(copy, model, 'organizer-of-tests' as Uid, new Date()),
    eventId: `e2e-${name}` as EventId,
    slug: `rehearsal-${name}`,
    title: `Rehearsal ${name}`,
    ...change,
  };
  const batch = firestore.batch();
  batch.create(firestore.doc(paths.event(event.eventId)), event);
  for (const show of buildShows(event, slugOfModel))
    batch.create(firestore.doc(paths.show(event.eventId, show.showId)), show);
  for (const section of demoVenues[copy.venue].plan.sections)
    batch.create(firestore.doc(paths.board(event.eventId, section.sectionId)), {
      eventId: event.eventId,
      sectionId: section.sectionId,
      eventState: event.state,
      places: projectBoard(section, () => undefined),
      version: 1,
      updatedAt: new Date(),
    });
  await batch.commit();
  return event;
}
