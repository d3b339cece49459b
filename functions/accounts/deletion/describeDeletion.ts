/**
 * `POST /api/accounts/describeDeletion`: what would go, what stays and why, and what is in the way ([X3], [X4]); nothing is
 * changed. IO: Firestore.
 */
import type { ActionAnswer } from '@fashionista/domain/actions';
import { describeStays, findBlockers, isOwnDraft } from '@fashionista/domain/deletion';
import type { OwnThings } from '@fashionista/domain/deletion';
import type { Designer } from '@fashionista/domain/designer';
import { succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Uid } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Caller } from '../../platform/identity.ts';
import type { QueryOptions, Store } from '../../platform/store.ts';
import type { Services } from '../../services.ts';

/** Those documents of a collection that say they are this person's. */
export const ofPerson = (uid: Uid): Pick<QueryOptions, 'where'> => ({ where: [['uid', '==', uid]] });

const dataOf = async <T>(store: Store, collection: string, options: QueryOptions): Promise<T[]> =>
  (await store.query<T>(collection, options)).map(({ data }) => data);

export async function readOwnThings(
  { store }: Pick<Services, 'store'>,
  { uid, role }: Pick<Caller, 'uid' | 'role'>,
): Promise<OwnThings> {
  const [orders, tickets, events, designers] = await Promise.all([
    dataOf<Order>(store, paths.orders, ofPerson(uid)),
    dataOf<Ticket>(store, paths.tickets, ofPerson(uid)),
    dataOf<FashionEvent>(store, paths.events, { where: [['organizerUid', '==', uid]] }),
    dataOf<Designer>(store, paths.designers, { where: [['memberUids', 'array-contains', uid]] }),
  ]);
  return { uid, role, orders, tickets, events, designers };
}

export async function describeDeletion(
  services: Services,
  caller: Caller,
): Promise<Result<ActionAnswer<'accounts/describeDeletion'>>> {
  const { store, clock } = services;
  const { uid } = caller;
  const [things, user, saved, holds, exports] = await Promise.all([
    readOwnThings(services, caller),
    store.read(paths.user(uid)),
    store.query(paths.savedEvents(uid), { select: ['eventId'] }),
    store.query<{ places: unknown[] }>(paths.holds, { ...ofPerson(uid), select: ['places'] }),
    store.query(paths.exports(uid), { select: ['exportId'] }),
  ]);
  const now = clock();
  return succeed({
    goes: {
      profile: user ? 1 : 0,
      savedEvents: saved.length,
      holds: holds.filter(({ data }) => data.places.length > 0).length,
      exports: exports.length,
      designers: things.designers.filter((designer) => isOwnDraft(designer, uid)).length,
    },
    stays: describeStays(things, now),
    blockers: findBlockers(things, now),
  });
}
