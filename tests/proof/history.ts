/**
 * The history of a rush, and what must be true of it: a place is a register that is written once, and each refusal was
 * right at some instant between its question and its answer. No IO.
 */
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import type { PlaceId } from '@fashionista/domain/ids';
import { findSingleLeft } from '@fashionista/domain/orphans';
import type { PlanIndex } from '@fashionista/domain/plan';

/** One attempt, by the clock of the process that runs all clients, in milliseconds. */
export interface Attempt {
  client: number;
  beganAt: number;
  endedAt: number;
  /** The places it named; none where it wanted the best that were left. */
  wanted: PlaceId[];
  /** How many places it was after. */
  size: number;
  /** How often a process that lives gave it no answer, or one of the system's own: it then asked again. */
  unanswered: number;
  outcome:
    /** `added`: what this call got. `has`: all the client has after it. */
    | { kind: 'held'; added: PlaceId[]; has: PlaceId[] }
    | { kind: 'refused'; code: string; taken: PlaceId[]; nearest: PlaceId[]; hadBefore: number }
    /** No answer: it may have happened. */
    | { kind: 'unknown' };
}

interface Win {
  client: number;
  /** The earliest and latest instant at which it can have been taken. */
  beganAt: number;
  endedAt: number;
}

export interface Verdict {
  violations: string[];
  /** How often each outcome came about. */
  counts: Record<string, number>;
}

/** Whether it may have been taken by then. */
const isWonBefore = (win: Win | undefined, instant: number): boolean => (win?.beganAt ?? Infinity) < instant;

/** Who got each place; one got by two is a violation. What came of unknown attempts is read off `holders`. */
function collectWins(
  history: readonly Attempt[],
  holders: ReadonlyMap<PlaceId, number>,
  violations: string[],
) {
  const wins = new Map<PlaceId, Win>();
  for (const { client, beganAt, endedAt, outcome } of history) {
    if (outcome.kind !== 'held') continue;
    for (const placeId of outcome.added) {
      const earlier = wins.get(placeId);
      if (earlier) violations.push(`${placeId} was got by ${earlier.client} and by ${client}`);
      wins.set(placeId, { client, beganAt, endedAt });
    }
  }
  for (const [placeId, client] of holders) {
    const win = wins.get(placeId);
    if (win) {
      if (win.client !== client) violations.push(`${placeId} was got by ${win.client}, but ${client} has it`);
      continue;
    }
    const lost = history.find(
      (attempt) =>
        attempt.client === client &&
        attempt.outcome.kind === 'unknown' &&
        (attempt.wanted.length === 0 || attempt.wanted.includes(placeId)),
    );
    if (lost) wins.set(placeId, { client, beganAt: lost.beganAt, endedAt: Infinity });
    else violations.push(`${placeId} is had by ${client}, who was never given it`);
  }
  for (const [placeId, { client }] of wins)
    if (!holders.has(placeId)) violations.push(`${placeId} was got by ${client}, but nobody has it`);
  return wins;
}

/**
 * Whether some order of what went on meanwhile left a single seat: seats of these rows that may or may not have been
 * taken by then are tried both ways, all together.
 */
function canLeaveSingle(
  index: PlanIndex,
  wanted: readonly PlaceId[],
  isTaken: (placeId: PlaceId) => boolean,
  mayBeTaken: (placeId: PlaceId) => boolean,
): boolean {
  const rows = new Set(wanted.flatMap((placeId) => index.place(placeId)?.row ?? []));
  const uncertain = [...rows]
    .flatMap((row) => row.places.map((place) => place.placeId))
    .filter((placeId) => mayBeTaken(placeId) && !isTaken(placeId) && !wanted.includes(placeId));
  for (let chosen = 0; chosen < 2 ** uncertain.length; chosen += 1) {
    const taken = new Set(uncertain.filter((_, i) => (chosen >> i) % 2 === 1));
    if (findSingleLeft(index, wanted, (placeId) => isTaken(placeId) || taken.has(placeId))) return true;
  }
  return false;
}

/** [B3], [B4] A board lags about a second behind its claims, and is read a quarter of one ago. */
const boardsLagMs = 3_000;

/** [A5] What is said to be taken was asked for and had by others; what is offered instead was not long gone. */
function checkSeatTaken(
  { client, wanted, beganAt, endedAt }: Attempt,
  { taken, nearest }: { taken: readonly PlaceId[]; nearest: readonly PlaceId[] },
  wins: ReadonlyMap<PlaceId, Win>,
): string | undefined {
  // Who names no places is given others, or told that all are gone.
  if (wanted.length === 0) return 'no place was named';
  if (taken.length === 0) return 'names none';
  const faults: [fault: string, places: readonly PlaceId[]][] = [
    ['never asked for', taken.filter((placeId) => !wanted.includes(placeId))],
    ['said to be taken, but free', taken.filter((placeId) => !isWonBefore(wins.get(placeId), endedAt))],
    ['said to be taken, but its own', taken.filter((placeId) => wins.get(placeId)?.client === client)],
    // Not all that was asked for: beside one that is gone, the other may be the nearest.
    ['offered, though said to be taken', nearest.filter((placeId) => taken.includes(placeId))],
    [
      'offered what was long taken',
      nearest.filter((placeId) => (wins.get(placeId)?.endedAt ?? Infinity) < beganAt - boardsLagMs),
    ],
  ];
  const found = faults.find(([, places]) => places.length > 0);
  if (found) return `${found[0]}: ${found[1].join(', ')}`;
  return nearest.length === 0 ? 'offered nothing else' : undefined;
}

function checkRefusal(
  index: PlanIndex,
  attempt: Attempt,
  wins: ReadonlyMap<PlaceId, Win>,
  allPlaces: readonly PlaceId[],
): string | undefined {
  const { outcome, beganAt, endedAt, wanted, size } = attempt;
  if (outcome.kind !== 'refused') return undefined;
  const mayBeTaken = (placeId: PlaceId) => isWonBefore(wins.get(placeId), endedAt);
  const isTaken = (placeId: PlaceId) => (wins.get(placeId)?.endedAt ?? Infinity) < beganAt;
  const free = allPlaces.filter((placeId) => !mayBeTaken(placeId));
  switch (outcome.code) {
    case 'seat-taken':
      return checkSeatTaken(attempt, outcome, wins);
    case 'sold-out':
      return free.length > 0 ? `sold-out with ${free.length} places free` : undefined;
    case 'limit-reached':
      return outcome.hadBefore + size > placesPerBuyer ? undefined : `limit with ${outcome.hadBefore}`;
    case 'leaves-single':
      return canLeaveSingle(index, wanted, isTaken, mayBeTaken) ? undefined : 'no single seat was left';
    default:
      return `refused with ${outcome.code}`;
  }
}

/** The share of asks that may go without an answer where no process dies: a system that sends all away has proved nothing. */
const unansweredShare = 0.01;

function checkUnanswered(history: readonly Attempt[]): string[] {
  const unanswered = history.reduce((sum, attempt) => sum + attempt.unanswered, 0);
  return unanswered > unansweredShare * history.length
    ? [`${unanswered} asks in ${history.length} attempts were not answered by a process that lives`]
    : [];
}

/** `holders`: who has each place in the end, as the claims say. */
export function checkHistory(
  index: PlanIndex,
  history: readonly Attempt[],
  holders: ReadonlyMap<PlaceId, number>,
): Verdict {
  const violations: string[] = [];
  const counts: Record<string, number> = {};
  const wins = collectWins(history, holders, violations);
  const allPlaces = index.plan.sections.flatMap((section) => section.places.map((place) => place.placeId));
  for (const attempt of history) {
    const { outcome, client, wanted, size } = attempt;
    const name = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    counts[name] = (counts[name] ?? 0) + 1;
    const wrong = checkRefusal(index, attempt, wins, allPlaces);
    if (wrong)
      violations.push(
        `client ${client} wanting ${wanted.join(', ') || `the best ${size}`}: ${name}: ${wrong}`,
      );
  }
  const unsold = allPlaces.filter((placeId) => !holders.has(placeId));
  if (unsold.length > 0)
    violations.push(`nobody has ${unsold.join(', ')}, though all went on until sold out`);
  if (!counts.held) violations.push('nobody got anything');
  violations.push(...checkUnanswered(history));
  return { violations, counts };
}
