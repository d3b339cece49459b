/**
 * What a request was answered, for its repeat: made in the effect's own commit, so that neither is there without the other. An
 * answer that is remembered names nobody but who asked. IO: none of its own.
 */
import type { ActionAnswer, ActionName } from '@fashionista/domain/actions';
import { refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Snapshot, Store, Write } from './store.ts';

/** A Firestore document `requests/{uid}_{requestId}`. */
interface Remembered<Name extends ActionName> {
  uid: Uid;
  at: Date;
  action: Name;
  answer: ActionAnswer<Name>;
}

export interface Asked<Name extends ActionName> {
  uid: Uid;
  requestId: RequestId;
  action: Name;
}

/** *Does not exist*: of two that do the same at once, one is refused. */
export function rememberAnswer<Name extends ActionName>(
  { uid, requestId, action }: Asked<Name>,
  at: Date,
  answer: ActionAnswer<Name>,
): Write {
  const remembered: Remembered<Name> = { uid, at, action, answer };
  return { kind: 'create', path: paths.request(uid, requestId), data: remembered };
}

/** `undefined` where it was never done. An id that another action has used is told of `requestId`. */
export async function recallAnswer<Name extends ActionName>(
  store: Store,
  { uid, requestId, action }: Asked<Name>,
): Promise<Result<ActionAnswer<Name>> | undefined> {
  const found: Snapshot<Partial<Remembered<Name>>> | undefined = await store.read(
    paths.request(uid, requestId),
  );
  if (!found) return undefined;
  const { action: done, answer } = found.data;
  return done === action && answer !== undefined
    ? succeed(answer)
    : refuseField('requestId', 'was used for another action');
}
