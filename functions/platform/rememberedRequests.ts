/**
 * What a request was answered, for its repeat: made in the effect's own commit, so that neither is there without the other. An
 * answer that is remembered names nobody but who asked; of what was asked a fingerprint is kept, so that an id used for
 * something else is told and not taken for its repeat. IO: none of its own.
 */
import { createHash } from 'node:crypto';
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
  asked: string;
  answer: ActionAnswer<Name>;
}

export interface Asked<Name extends ActionName> {
  /** Whose request it is. */
  uid: Uid;
  action: Name;
  request: { requestId: RequestId };
}

/** Parsed requests have their fields in the order of their schema. */
export const fingerprintOf = <Name extends ActionName>({ action, request }: Asked<Name>): string =>
  createHash('sha256')
    .update(JSON.stringify([action, request]))
    .digest('base64url')
    .slice(0, 22);

/** *Does not exist*: of two that do the same at once, one is refused. */
export function rememberAnswer<Name extends ActionName>(
  asked: Asked<Name>,
  at: Date,
  answer: ActionAnswer<Name>,
): Write {
  const { uid, action, request } = asked;
  const remembered: Remembered<Name> = { uid, at, action, asked: fingerprintOf(asked), answer };
  return { kind: 'create', path: paths.request(uid, request.requestId), data: remembered };
}

/** `undefined` where it was never done. An id that was used for something else is told of `requestId`. */
export async function recallAnswer<Name extends ActionName>(
  store: Pick<Store, 'read'>,
  asked: Asked<Name>,
): Promise<Result<ActionAnswer<Name>> | undefined> {
  const found: Snapshot<Partial<Remembered<Name>>> | undefined = await store.read(
    paths.request(asked.uid, asked.request.requestId),
  );
  if (!found) return undefined;
  const { asked: before, answer } = found.data;
  return before === fingerprintOf(asked) && answer !== undefined
    ? succeed(answer)
    : refuseField('requestId', 'was used for something else');
}
