/**
 * Takes a person out of what they ran with others ([X2]): events that are over or cancelled, events' teams, designers' members; a
 * profile that was theirs alone goes with its files. IO: Firestore, Storage.
 */
import { isOwnDraft, withoutPerson } from '@fashionista/domain/deletion';
import { filesOf } from '@fashionista/domain/designer';
import type { Designer } from '@fashionista/domain/designer';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Services } from '../../services.ts';
import { changeTo } from '../merge/mergeOrder.ts';

/** Answers whether there were any. */
export async function takeOutOfTeams({ store, files }: Services, uid: Uid, formerUid: Uid): Promise<boolean> {
  const [organized, helped, designers] = await Promise.all([
    store.query<FashionEvent>(paths.events, { where: [['organizerUid', '==', uid]] }),
    store.query<FashionEvent>(paths.events, { where: [['teamUids', 'array-contains', uid]] }),
    store.query<Designer>(paths.designers, { where: [['memberUids', 'array-contains', uid]] }),
  ]);
  const events = new Map([...organized, ...helped].map((event) => [event.path, event]));
  for (const event of events.values())
    await store.commit([
      changeTo(event, withoutPerson.event(event.data, uid, formerUid)),
      { kind: 'delete', path: paths.teamMember(event.data.eventId, uid) },
    ]);
  for (const designer of designers) {
    const { path, data, updateTime } = designer;
    if (isOwnDraft(data, uid)) {
      // First: a file of what is gone would never be found again.
      await files.removeAll(filesOf(data.designerId));
      await store.commit([{ kind: 'delete', path, unchangedSince: updateTime }]);
    } else await store.commit([changeTo(designer, withoutPerson.designer(data, uid))]);
  }
  return events.size + designers.length > 0;
}
