/**
 * Puts the demo events in Firestore, each with its whole hall in one commit that needs the event *not to exist*: an
 * event is seeded wholly and once, and whatever people did in it since stays. IO: Firestore.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { buildEvent, eventIdAt } from './events/buildEvent.ts';
import { eventCopies } from './events/eventCopy.ts';
import { buildShows } from './events/programmes.ts';
import { buildHall } from './sales/buildHall.ts';
import type { DemoHall } from './sales/buildHall.ts';
import type { SignTicket } from './sales/buildSale.ts';
import { demoVenues } from './venues.ts';

const alreadyExists = 6;

function listDocuments(event: FashionEvent, hall: DemoHall): { path: string; data: object }[] {
  return [
    { path: paths.event(event.eventId), data: event },
    ...buildShows(event).map((show) => ({ path: paths.show(event.eventId, show.showId), data: show })),
    ...hall.boards.map((board) => ({ path: paths.board(event.eventId, board.sectionId), data: board })),
    ...hall.claims.map((claim) => ({ path: paths.claim(event.eventId, claim.placeId), data: claim })),
    ...hall.holds.map((hold) => ({ path: paths.hold(hold.holdId), data: hold })),
    ...hall.sales.flatMap(({ order, entry, tickets }) => [
      { path: paths.order(order.orderId), data: order },
      { path: paths.orderEntry(order.orderId, entry.entryId), data: entry },
      ...tickets.map((ticket) => ({ path: paths.ticket(ticket.ticketId), data: ticket })),
    ]),
  ];
}

async function createAll(firestore: Firestore, documents: readonly { path: string; data: object }[]) {
  const batch = firestore.batch();
  for (const { path, data } of documents) batch.create(firestore.doc(path), data);
  try {
    await batch.commit();
  } catch (error) {
    // Another seed was quicker.
    if (!(error instanceof Error && 'code' in error && error.code === alreadyExists)) throw error;
  }
}

export async function seedEvents(
  firestore: Firestore,
  organizerUid: Uid,
  sign: SignTicket,
  now: Date,
): Promise<void> {
  const references = eventCopies.map((_, i) => firestore.doc(paths.event(eventIdAt(i))));
  const found = await firestore.getAll(...references, { fieldMask: ['eventId'] });
  const commits = eventCopies.map(async (copy, i) => {
    if (found[i]?.exists) return;
    const event = buildEvent(copy, i, organizerUid, now);
    const hall = await buildHall(event, demoVenues[copy.venue].plan, copy.stage, now, sign);
    await createAll(firestore, listDocuments(event, hall));
  });
  await Promise.all(commits);
}
