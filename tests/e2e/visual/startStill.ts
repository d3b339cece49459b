/**
 * Before the pictures are compared: a stack of their own, with the demo's events on days that are always the same and
 * always to come. IO: processes, Firestore.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { buildEvent } from '../../../local/seed/events/buildEvent.ts';
import { eventCopies } from '../../../local/seed/events/eventCopy.ts';
import { openAdminSdk } from '../../support/adminSdk.ts';
import { startIsolatedStack } from '../../support/isolatedStack.ts';
import { stageShow } from '../stageShow.ts';

const portsFrom = 20_600;
/** The day on which the demo's events are counted from. */
const stillDay = new Date('2050-01-04T12:00:00Z');

/** Nobody has bought here yet. */
const stillShow: Partial<FashionEvent> = {
  eventId: 'still-rehearsal' as EventId,
  slug: 'still-rehearsal',
  title: 'A Still Rehearsal',
  doorsAt: new Date('2050-04-21T16:45:00Z'),
  startsAt: new Date('2050-04-21T17:30:00Z'),
  endsAt: new Date('2050-04-21T18:40:00Z'),
};

export default async function startStill(): Promise<() => Promise<void>> {
  const stack = await startIsolatedStack(portsFrom);
  process.env['PORTAL_READY_FILE'] = stack.readyFile;
  const { firestore, close } = openAdminSdk();
  const batch = firestore.batch();
  for (const [i, copy] of eventCopies.entries()) {
    const { eventId, doorsAt, startsAt, endsAt } = buildEvent(copy, i, 'demoOrganizer' as Uid, stillDay);
    batch.update(firestore.doc(paths.event(eventId)), { doorsAt, startsAt, endsAt });
  }
  await batch.commit();
  await stageShow(firestore, stillShow);
  await close();
  return stack.stop;
}
