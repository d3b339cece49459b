/**
 * A guest's hold becomes the account's ([J3]–[J5]): one commit of both holds, each unchanged since read, of the claims that the
 * guest's listed, and of the order where it is being paid. The guest's hold is deleted in it. IO: Firestore.
 */
import type { HeldPlace, Hold } from '@fashionista/domain/holdRecord';
import { holdIdOf } from '@fashionista/domain/ids';
import type { OrderId, Uid } from '@fashionista/domain/ids';
import { addLeftOut, decideHoldMerge } from '@fashionista/domain/merge';
import type { HoldMerge, Merge } from '@fashionista/domain/merge';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Snapshot, Write } from '../../platform/store.ts';
import { expireHold, showFreed } from '../../seats/changeHold.ts';
import type { Services } from '../../services.ts';
import { doMergeStep } from './mergeStep.ts';
import type { Prepared } from './mergeStep.ts';

type Moves = Extract<HoldMerge, { kind: 'moves' }>;

interface Holds {
  guest: Snapshot<Hold>;
  member: Snapshot<Hold> | undefined;
}

function writesOf({ guest, member }: Holds, { hold, moved, leftOut }: Moves): Write[] {
  const { eventId } = hold;
  const path = paths.hold(hold.holdId);
  const owner = { holdId: hold.holdId, uid: hold.uid };
  return [
    { kind: 'delete', path: guest.path, unchangedSince: guest.updateTime },
    member
      ? { kind: 'update', path, data: hold, unchangedSince: member.updateTime }
      : { kind: 'create', path, data: hold },
    ...moved.map(({ placeId }): Write => ({
      kind: 'update',
      path: paths.claim(eventId, placeId),
      data: owner,
    })),
    ...leftOut.map(({ placeId }): Write => ({ kind: 'delete', path: paths.claim(eventId, placeId) })),
  ];
}

function countMoved({ merged, leftOut }: Merge, moves: Moves): Pick<Merge, 'merged' | 'leftOut'> {
  const isOrder = moves.orderId !== null;
  const holds = merged.holds + (moves.moved.length > 0 && !isOrder ? 1 : 0);
  const placeIds = moves.leftOut.map(({ placeId }) => placeId);
  return {
    merged: { ...merged, holds, orders: merged.orders + (isOrder ? 1 : 0) },
    leftOut: addLeftOut(leftOut, moves.hold.eventId, placeIds),
  };
}

async function prepareHold(
  services: Services,
  merge: Merge,
  { eventId }: Pick<Hold, 'eventId'>,
): Promise<Prepared<OrderId | null>> {
  const { store } = services;
  const [guest, member] = await store.readAll<Hold>([
    paths.hold(holdIdOf(eventId, merge.guestUid)),
    paths.hold(holdIdOf(eventId, merge.uid)),
  ]);
  if (!guest) return { outcome: null };
  const expired = await Promise.all([guest, member].map(async (hold) => hold && expireHold(services, hold)));
  if (expired.includes(true)) return 'again';
  const decided = decideHoldMerge(guest.data, member?.data, merge.uid);
  if (decided.kind === 'waits') return { outcome: decided.orderId };
  if (decided.kind === 'ends') {
    const writes: Write[] = [{ kind: 'delete', path: guest.path, unchangedSince: guest.updateTime }];
    return { outcome: null, merge: { merged: merge.merged }, writes };
  }
  const moveOrder = await prepareOrder(services, decided, merge.guestUid);
  if (moveOrder === 'again') return 'again';
  return {
    outcome: null,
    merge: countMoved(merge, decided),
    writes: [...writesOf({ guest, member }, decided), ...moveOrder],
    after: () => showLeftOut(services, decided.hold, decided.leftOut),
  };
}

/** The order that the hold pays goes along, whoever pays it: its payment intent knows nobody. */
async function prepareOrder(
  { store }: Services,
  { hold, orderId }: Moves,
  guestUid: Uid,
): Promise<Write[] | 'again'> {
  if (orderId === null) return [];
  const order = await store.read<Order>(paths.order(orderId));
  if (order?.data.uid !== guestUid || order.data.status !== 'awaiting-payment') return 'again';
  const data = { uid: hold.uid, holdId: hold.holdId };
  return [{ kind: 'update', path: order.path, data, unchangedSince: order.updateTime }];
}

async function showLeftOut(services: Services, { eventId }: Hold, leftOut: HeldPlace[]): Promise<void> {
  if (leftOut.length > 0) await showFreed(services, eventId, leftOut);
}

/** Answers the order that must end first, or `null` where nothing of the hold is the guest's any more. */
export const mergeHold = (
  services: Services,
  guestUid: Uid,
  hold: Pick<Hold, 'eventId'>,
): Promise<OrderId | null> => doMergeStep(services, guestUid, (merge) => prepareHold(services, merge, hold));
