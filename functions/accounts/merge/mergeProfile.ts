/**
 * What a guest kept for themselves: saved events become the account's ([E4], [J7]), and a name, where it has none. The guest's
 * profile goes. IO: Firestore.
 */
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { mostSavedEvents } from '@fashionista/domain/savedEvent';
import type { SavedEvent } from '@fashionista/domain/savedEvent';
import type { User } from '@fashionista/domain/user';
import type { Write } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { doMergeStep } from './mergeStep.ts';

/** Two writes each, well within what a commit may have. */
const savedAStep = 100;

/** [J7] Moves some; answers whether there may be more. The account's own come first: what is past the limit is dropped. */
export const mergeSaved = ({ store }: Services, guestUid: Uid): Promise<boolean> =>
  doMergeStep({ store }, guestUid, async ({ uid, merged }) => {
    const [guests, own] = await Promise.all([
      store.query<SavedEvent>(paths.savedEvents(guestUid), { limit: savedAStep }),
      store.query<SavedEvent>(paths.savedEvents(uid), { select: ['eventId'] }),
    ]);
    if (guests.length === 0) return { outcome: false };
    const had = new Set(own.map(({ data }) => data.eventId));
    const room = Math.max(0, mostSavedEvents - had.size);
    const added = guests.filter(({ data }) => !had.has(data.eventId)).slice(0, room);
    return {
      outcome: guests.length === savedAStep,
      merge: { merged: { ...merged, saved: merged.saved + added.length } },
      writes: [
        ...added.map(({ data }): Write => ({
          kind: 'create',
          path: paths.savedEvent(uid, data.eventId),
          data,
        })),
        ...guests.map(({ path }): Write => ({ kind: 'delete', path })),
      ],
    };
  });

export const mergeUser = ({ store }: Services, guestUid: Uid): Promise<null> =>
  doMergeStep({ store }, guestUid, async ({ uid, merged }) => {
    const [guest, own] = await store.readAll<User>([paths.user(guestUid), paths.user(uid)]);
    if (!guest) return { outcome: null };
    const { displayName } = guest.data;
    const isNameless = own?.data.displayName === '' && displayName !== '';
    return {
      outcome: null,
      merge: { merged },
      writes: [
        ...(own && isNameless
          ? [
              {
                kind: 'update' as const,
                path: own.path,
                data: { displayName },
                unchangedSince: own.updateTime,
              },
            ]
          : []),
        { kind: 'delete', path: guest.path, unchangedSince: guest.updateTime },
      ],
    };
  });
