/**
 * The first attempt to take places: decides on what this instance knows (boards and event read within a quarter of a
 * second, what it took itself since, the hold as it last wrote it) and goes straight to the commit, whose preconditions
 * hold whatever has changed. A rush of buyers costs one round trip each. It never refuses: a no is decided on
 * fresh reads, by `takeCarefully.ts`. IO: Firestore.
 */
import { succeed } from '@fashionista/domain/errors';
import { checkTakeBest } from '@fashionista/domain/holdDecisions';
import { findAnswer } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import { paths } from '@fashionista/domain/paths';
import { answerRepeat } from './changeHold.ts';
import { chooseOnBoards } from './chooseBestPlaces.ts';
import type { Occupancy } from './occupancy.ts';
import { commitTake, decideAttempt } from './takeAttempt.ts';
import type { AttemptResult, TakeAttempt } from './takeAttempt.ts';

function choose({ services, request }: TakeAttempt, seen: Occupancy, hold: Hold | undefined) {
  if (!('quantity' in request)) return succeed(request.places);
  const open = checkTakeBest({ event: seen.event, hold, now: services.clock() }, request.quantity);
  return open.ok ? chooseOnBoards(services, seen, request, 0) : open;
}

/** `again`, and no refusal: it cannot tell. */
export async function takeQuickly(attempt: TakeAttempt): Promise<AttemptResult> {
  const { services, request, holdId } = attempt;
  const { store, occupancies, picks } = services;
  const { eventId } = request;
  const before = store.recall<Hold>(paths.hold(holdId));
  const answered = findAnswer(before?.data, 'seats/hold', request.requestId);
  if (before && answered) return answerRepeat(services, before.data, answered);
  const seen = await occupancies.read(eventId);
  if (!seen) return 'again';
  const chosen = choose(attempt, seen, before?.data);
  if (!chosen.ok) return 'again';
  // Best available has picked them in this instance already, for nobody else.
  const mine = new Set('quantity' in request ? chosen.value : []);
  const isPicked = picks.of(eventId);
  const decided = decideAttempt(attempt, {
    event: seen.event,
    hold: before?.data,
    places: chosen.value,
    isTaken: (placeId) => seen.isTaken(placeId) || (isPicked(placeId) && !mine.has(placeId)),
  });
  // Where nothing is to be committed no precondition checks what is remembered: fresh reads must tell.
  const isChange = decided.ok && decided.value.claim.length > 0;
  const result = isChange ? await commitTake(attempt, before, decided.value) : 'again';
  if (typeof result !== 'string') return result;
  picks.forget(eventId, mine);
  // Refused with a hold remembered, the places were gone; without one, it may have been the hold.
  return result === 'refused' && !before ? 'again' : result;
}
