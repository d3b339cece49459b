/**
 * The first attempt to take places: decides on what this instance knows (boards and event read within a quarter of a
 * second, what it took itself since, the hold as it last wrote it) and goes straight to the commit, whose preconditions
 * hold whatever has changed. A rush of buyers costs one round trip each. It never refuses: a no is decided on
 * fresh reads, by `takeCarefully.ts`. IO: Firestore.
 */
import { succeed } from '@fashionista/domain/errors';
import { findAnswer } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import { paths } from '@fashionista/domain/paths';
import { answerHold } from './changeHold.ts';
import { chooseBestPlaces } from './chooseBestPlaces.ts';
import { commitTake, decideAttempt } from './takeAttempt.ts';
import type { AttemptResult, TakeAttempt } from './takeAttempt.ts';

/** `again`: it cannot tell, or somebody was quicker. */
export async function takeQuickly(attempt: TakeAttempt): Promise<AttemptResult> {
  const { services, request, holdId } = attempt;
  const { store, occupancies, picks, clock } = services;
  const { eventId } = request;
  const before = store.recall<Hold>(paths.hold(holdId));
  const answered = findAnswer(before?.data, request.requestId);
  if (before && answered) return succeed(answerHold(holdId, before.data.currency, answered, clock()));
  const seen = await occupancies.read(eventId);
  if (!seen) return 'again';
  const chosen =
    'quantity' in request ? await chooseBestPlaces(services, request, 0) : succeed(request.places);
  if (!chosen.ok) return 'again';
  // Best available has picked them in this instance already, for nobody else.
  const mine = new Set('quantity' in request ? chosen.value : []);
  const decided = decideAttempt(attempt, {
    event: seen.event,
    hold: before?.data,
    places: chosen.value,
    isTaken: (placeId) => seen.isTaken(placeId) || (picks.has(eventId, placeId) && !mine.has(placeId)),
  });
  // Where nothing is to be committed no precondition checks what is remembered: fresh reads must tell.
  if (decided.ok && decided.value.claim.length === 0) return 'again';
  if (decided.ok) return commitTake(attempt, before, decided.value);
  if ('quantity' in request) picks.forget(eventId, chosen.value);
  return 'again';
}
