/**
 * Removes what is a person's alone ([X2]): the profile and all below it, exports and their files, what was remembered of their
 * requests and merges, and what was mailed to them about their account. IO: Firestore, Firebase Auth, Storage.
 */
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { QueryOptions } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { removeExports } from '../exports/exportData.ts';
import { ofPerson } from './describeDeletion.ts';

/** Well within what a commit may have. */
const removedAStep = 300;

/** Removes all that a query finds; answers whether that was anything. */
async function removeAll(
  { store }: Services,
  collection: string,
  where: QueryOptions['where'] = [],
): Promise<boolean> {
  for (let step = 0; ; step += 1) {
    const found = await store.query(collection, { where, limit: removedAStep });
    if (found.length > 0) await store.commit(found.map(({ path }) => ({ kind: 'delete', path })));
    if (found.length < removedAStep) return step > 0 || found.length > 0;
  }
}

/**
 * Mail about orders is the orders'. Links into the account are found by its address alone; what was told of its changes by whose
 * it is, for its address may have been another then.
 */
async function removeMails({ store, authUsers }: Services, uid: Uid): Promise<boolean> {
  const email = (await authUsers.find(uid))?.email;
  const mailsOf = (field: string, value: string) =>
    store.query<object>(paths.notifications, { where: [[field, '==', value]] });
  const found = await Promise.all([mailsOf('uid', uid), email ? mailsOf('channels.email.to', email) : []]);
  const mails = found.flat().filter(({ data }) => !('orderId' in data));
  for (const { path } of mails) await store.commit([{ kind: 'delete', path }]);
  return mails.length > 0;
}

export async function removeOwn(services: Services, uid: Uid): Promise<boolean> {
  const { where } = ofPerson(uid);
  const removed = await Promise.all([
    removeAll(services, paths.savedEvents(uid)),
    removeAll(services, paths.inbox(uid)),
    removeExports(services, uid),
    removeAll(services, paths.requests, where),
    removeAll(services, paths.merges, where),
    removeMails(services, uid),
  ]);
  const user = await services.store.read(paths.user(uid));
  if (user) await services.store.commit([{ kind: 'delete', path: user.path }]);
  return user !== undefined || removed.includes(true);
}
