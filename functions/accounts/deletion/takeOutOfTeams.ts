/**
 * Takes a person out of what they ran with others ([X2]): events that are over or cancelled, events' teams, designers' members; a
 * draft that was theirs alone goes with its files. IO: Firestore, Storage.
 */
import { isOwnDraft, withoutPerson } from '@fashionista/domain/deletion';
import type { Deletion } from '@fashionista/domain/deletion';
import { filesOf } from '@fashionista/domain/designer';
import type { Designer } from '@fashionista/domain/designer';
import type { FashionEvent } from '@fashionista/domain/event';
import { paths } from '@fashionista/domain/paths';
import type { Snapshot } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { changeTo } from '../merge/mergeOrder.ts';

/**
 * Nobody's first, so that no file joins its files; gone at the last look, when nothing that was let in before is under way:
 * until then it keeps its slug, and with it its files' place, from whoever comes next. Answers whether there is more to do.
 */
async function removeDraft(
  { store, files }: Services,
  { path, data, updateTime }: Snapshot<Designer>,
  isLast: boolean,
): Promise<boolean> {
  const isNobodys = Object.keys(data.members).length === 0;
  if (isNobodys && !isLast) return false;
  if (!isNobodys) {
    const nobodys: Partial<Designer> = { members: {} };
    const outcome = await store.commit([{ kind: 'update', path, data: nobodys, unchangedSince: updateTime }]);
    if (outcome !== 'committed') return true;
  }
  await files.removeAll(filesOf(data.designerId));
  if (!isNobodys) return true;
  const outcome = await store.commit([{ kind: 'delete', path, unchangedSince: updateTime }]);
  return outcome !== 'committed';
}

/** Answers whether there is more to do. */
export async function takeOutOfTeams(
  services: Services,
  { uid, formerUid }: Pick<Deletion, 'uid' | 'formerUid'>,
  isLast: boolean,
): Promise<boolean> {
  const { store } = services;
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
  const found: boolean[] = [events.size > 0];
  for (const designer of designers) {
    if (isOwnDraft(designer.data, uid)) found.push(await removeDraft(services, designer, isLast));
    else {
      await store.commit([changeTo(designer, withoutPerson.designer(designer.data, uid))]);
      found.push(true);
    }
  }
  return found.includes(true);
}
