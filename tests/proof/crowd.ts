/**
 * A crowd of buyers in one process: each asks, is answered or told why not, and may ask again by the same request id.
 * IO: Firestore.
 */
import type { Result } from '@fashionista/domain/errors';
import type { EventId, RequestId } from '@fashionista/domain/ids';
import { Failure } from '../../functions/platform/failures.ts';
import type { Caller } from '../../functions/platform/identity.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callerOf, nextRequestId } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';

export interface Buyer {
  caller: Caller;
  eventId: EventId;
  requestId: RequestId;
}

export const gather = (eventId: EventId, count: number, name = 'buyer'): Buyer[] =>
  Array.from({ length: count }, (_, i) => ({
    caller: callerOf(`${name}-${i}`),
    eventId,
    requestId: nextRequestId(),
  }));

/** What somebody is told: `done`, or a code of the closed list. Anything else that is thrown is the product's fault. */
export async function tellOf<Value>(work: Promise<Result<Value>>): Promise<string> {
  try {
    const result = await work;
    return result.ok ? 'done' : result.error.code;
  } catch (error) {
    if (error instanceof Failure) return error.portalError.code;
    throw error;
  }
}

export const holdTwo = (services: StagedServices, { caller, eventId, requestId }: Buyer): Promise<string> =>
  tellOf(holdPlaces(services, caller, { eventId, quantity: 2, requestId }));

/** Runs `work` for all, so many at once; settles with what each was told. */
export async function forAll<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<string>,
): Promise<string[]> {
  const told: string[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) told[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return told;
}

export const countOf = (told: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of told) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};

/** A violation where not everybody was told this. */
export const unlessAll = (what: string, told: readonly string[], expected: string): string[] =>
  told.length > 0 && told.every((one) => one === expected)
    ? []
    : [`${what}: expected ${expected} for all, but ${JSON.stringify(countOf(told))}`];

export const unless = (what: string, holds: boolean): string[] => (holds ? [] : [what]);

/** Each buyer has exactly so many claims, and nobody else has any. */
export async function checkClaims(
  admin: AdminSdk,
  eventId: EventId,
  buyers: readonly Buyer[],
  each: number,
): Promise<string[]> {
  const claims = await admin.firestore.collection(`events/${eventId}/claims`).get();
  const byUid = countOf(claims.docs.map((claim) => String(claim.get('uid'))));
  const wrong = buyers.filter(({ caller }) => (byUid[caller.uid] ?? 0) !== each);
  return [
    ...unless(`${wrong.length} of ${buyers.length} buyers have not ${each} places`, wrong.length === 0),
    ...unless(`${claims.size} claims in all`, claims.size === buyers.length * each),
  ];
}
