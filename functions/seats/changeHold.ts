/**
 * One change of one hold, from reading to answering: every step is one commit, with the hold *unchanged since read*.
 * A commit that was refused, or whose answer was lost, reads again; whether it was ours is told by the request id in
 * the hold ([H9]), which is looked for before anything is refused. IO: Firestore, Cloud Tasks.
 */
import type { HoldAnswer } from '@fashionista/domain/actions';
import type { Claim } from '@fashionista/domain/claim';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { decideExpire, extensionsPerHold } from '@fashionista/domain/holdDecisions';
import type { HoldChange } from '@fashionista/domain/holdDecisions';
import { findAnswer, lastAnswer } from '@fashionista/domain/holdRecord';
import type { AnsweredRequest, HeldPlace, Hold, HoldAction } from '@fashionista/domain/holdRecord';
import { readHoldId } from '@fashionista/domain/ids';
import type { EventId, HoldId, RequestId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import type { Snapshot, Write } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { scheduleExpiry } from './scheduleExpiry.ts';

const claimOf = (hold: Hold, place: HoldChange['claim'][number]): Claim => ({
  placeId: place.placeId,
  eventId: hold.eventId,
  sectionId: place.sectionId,
  state: 'held',
  holdId: hold.holdId,
  uid: hold.uid,
  orderId: null,
});

/** The one commit of a change: the hold with its precondition, claims made (*does not exist*) and deleted. */
export function writesOf(before: Snapshot<Hold> | undefined, { hold, claim, free }: HoldChange): Write[] {
  const path = paths.hold(hold.holdId);
  return [
    before
      ? { kind: 'update', path, data: hold, unchangedSince: before.updateTime, remember: true }
      : { kind: 'create', path, data: hold, remember: true },
    ...claim.map((place): Write => ({
      kind: 'create',
      path: paths.claim(hold.eventId, place.placeId),
      data: claimOf(hold, place),
    })),
    ...free.map((place): Write => ({ kind: 'delete', path: paths.claim(hold.eventId, place.placeId) })),
  ];
}

/** The sections in which a change claims places. */
export const sectionsOf = ({ claim }: Pick<HoldChange, 'claim'>): Set<SectionId> =>
  new Set(claim.map((place) => place.sectionId));

/** Places that are free again: this instance may offer them, and everybody sees them. */
export async function showFreed(
  { boards, picks }: Pick<Services, 'boards' | 'picks'>,
  eventId: EventId,
  free: readonly HeldPlace[],
): Promise<void> {
  picks.forget(
    eventId,
    free.map((place) => place.placeId),
  );
  await boards.refresh(eventId, new Set(free.map((place) => place.sectionId)));
}

/** Lets a hold go if it has expired, and shows it. Answers whether it had; a race that another won counts as much. */
export async function expireHold(
  services: Pick<Services, 'store' | 'boards' | 'picks' | 'clock'>,
  before: Snapshot<Hold>,
): Promise<boolean> {
  const change = decideExpire(before.data, services.clock());
  if (!change) return false;
  if ((await services.store.commit(writesOf(before, change))) === 'committed')
    await showFreed(services, before.data.eventId, change.free);
  return true;
}

const answerHold = (holdId: HoldId, currency: string, answer: AnsweredRequest, now: Date): HoldAnswer => ({
  holdId,
  places: answer.places.map(({ placeId, ticketTypeId, priceMinor }) => ({
    placeId,
    ticketTypeId,
    priceMinor,
  })),
  currency,
  expiresAt: answer.expiresAt?.toISOString() ?? null,
  extensionsLeft: answer.places.length > 0 ? extensionsPerHold - answer.extensions : 0,
  serverTime: now.toISOString(),
});

/**
 * The answer to a repeat ([H9]). Whoever made the change may have died before what follows a commit, so that follows here:
 * it is named, and done once.
 */
export async function answerRepeat(
  services: Pick<Services, 'tasks' | 'boards' | 'clock'>,
  hold: Hold,
  answered: AnsweredRequest,
): Promise<Result<HoldAnswer>> {
  await Promise.all([
    scheduleExpiry(services, hold),
    services.boards.refresh(hold.eventId, new Set(hold.places.map((place) => place.sectionId))),
  ]);
  return succeed(answerHold(hold.holdId, hold.currency, answered, services.clock()));
}

/** The answer that a change just committed: it is the last one remembered. */
export function answerChange(hold: Hold, now: Date): Result<HoldAnswer> {
  const answer = lastAnswer(hold);
  if (!answer) throw new Error(`Hold ${hold.holdId} was changed without an answer.`);
  return succeed(answerHold(hold.holdId, hold.currency, answer, now));
}

/** Whether this hold is the caller's; its id says whose it is. */
export const checkOwner = (caller: Caller, holdId: HoldId): Result<void> =>
  readHoldId(holdId).uid === caller.uid
    ? succeed(undefined)
    : refuse('permission-denied', 'This hold is somebody else’s.', { needs: 'ownership' });

export type DecideChange = (hold: Hold | undefined, now: Date) => Result<HoldChange>;

/** Reads the caller's hold, decides, commits; again where others were quicker. */
export async function changeHold(
  services: Services,
  caller: Caller,
  request: { action: HoldAction; holdId: HoldId; requestId: RequestId },
  decide: DecideChange,
): Promise<Result<HoldAnswer>> {
  const { store, clock } = services;
  const owner = checkOwner(caller, request.holdId);
  if (!owner.ok) return owner;
  return untilDone(async () => {
    const before = await store.read<Hold>(paths.hold(request.holdId));
    const now = clock();
    const answered = findAnswer(before?.data, request.action, request.requestId);
    if (before && answered) return answerRepeat(services, before.data, answered);
    if (before && (await expireHold(services, before))) return 'again';
    const decided = decide(before?.data, now);
    if (!decided.ok) return decided;
    const outcome = await store.commit(writesOf(before, decided.value));
    if (outcome !== 'committed') return outcome;
    const { hold } = decided.value;
    await Promise.all([
      scheduleExpiry(services, hold),
      showFreed(services, hold.eventId, decided.value.free),
    ]);
    return answerChange(hold, clock());
  });
}
