/**
 * `sellout`: 400 buyers empty a hall of 2,080 seats as fast as they can, against the rate at which the Admin SDK alone
 * could write as much. Rounds of both alternate; figures are medians. IO: a stack of its own, processes.
 */
import path from 'node:path';
import { projectBoard } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Firestore } from 'firebase-admin/firestore';
import { stageEvent } from '../../tests/support/stageEvent.ts';
import { stack } from '../../tests/support/stack.ts';
import { bigHall, bigHallPlaces } from '../support/bigHall.ts';
import { runInChild } from '../support/child.ts';
import { createGuests, withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import { median, percentile } from '../support/statistics.ts';
import type { BuyersInput, BuyersOutput } from './buyers.ts';
import type { FloorInput, FloorOutput } from './floor.ts';

const quantity = 2;
const here = (name: string) => path.join(import.meta.dirname, name);

/**
 * How long after the last hold, in milliseconds, the last board was written; all of them show their claims. Fails where
 * they do not within ten seconds.
 */
async function awaitBoards(
  firestore: Firestore,
  eventId: EventId,
  index: PlanIndex,
  lastHeldAtMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const claims = (await firestore.collection(paths.claims(eventId)).get()).docs.map(
      (claim) => claim.data() as Claim,
    );
    const states = new Map(claims.map((claim) => [claim.placeId, claim.state]));
    const boards = await firestore.collection(paths.boards(eventId)).get();
    const shown = new Map(boards.docs.map((board) => [board.id, board.get('places') as string]));
    const disagree = index.plan.sections.filter(
      (section) => shown.get(section.sectionId) !== projectBoard(section, (placeId) => states.get(placeId)),
    );
    const lastWrittenAtMs = Math.max(...boards.docs.map((board) => board.updateTime.toMillis()));
    if (disagree.length === 0) return Math.max(0, lastWrittenAtMs - lastHeldAtMs);
    if (performance.now() - startedAt > 10_000)
      throw new Error(
        `boards still disagree with claims: ${disagree.map(({ sectionId }) => sectionId).join(', ')}`,
      );
  }
}

interface Round {
  floorPerSecond: number;
  holdsPerSecond: number;
  latenciesMs: number[];
  refusedMs: number[];
  doubleHolds: number;
  boardsAfterMs: number;
  held: number;
  refusals: Record<string, number>;
}

async function runRound(firestore: Firestore, tokens: string[], round: number): Promise<Round> {
  const { projectId, api } = stack();
  const batches = bigHallPlaces / quantity;
  const floor = await runInChild<FloorOutput>(here('floor.ts'), {
    projectId,
    batches,
    inFlight: tokens.length,
    round,
  } satisfies FloorInput);
  const { eventId, index } = await stageEvent(firestore, bigHall());
  const buyers = await runInChild<BuyersOutput>(here('buyers.ts'), {
    api,
    eventId,
    tokens,
    quantity,
  } satisfies BuyersInput);
  const boardsAfterMs = await awaitBoards(firestore, eventId, index, buyers.lastHeldAtMs);
  return {
    floorPerSecond: (batches / floor.elapsedMs) * 1000,
    holdsPerSecond: (buyers.places.length / quantity / buyers.elapsedMs) * 1000,
    latenciesMs: buyers.latenciesMs,
    refusedMs: buyers.refusedMs,
    doubleHolds: buyers.places.length - new Set(buyers.places).size,
    boardsAfterMs,
    held: buyers.places.length,
    refusals: buyers.refusals,
  };
}

export const sellout = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) => {
    const tokens = (await createGuests(small ? 250 : 400)).map((guest) => guest.token);
    const rounds: Round[] = [];
    // The first round warms the processes up and is not counted.
    for (let round = 0; round < (small ? 1 : 6); round += 1) {
      const result = await runRound(firestore, tokens, round);
      if (small || round > 0) rounds.push(result);
    }
    return summarize(rounds, tokens.length);
  });

function summarize(rounds: readonly Round[], buyers: number): BenchResult {
  const floorPerSecond = median(rounds.map((round) => round.floorPerSecond));
  const holdsPerSecond = median(rounds.map((round) => round.holdsPerSecond));
  const p95Ms = median(rounds.map((round) => percentile(round.latenciesMs, 0.95)));
  const measured = {
    buyers,
    floorPerSecond: Math.round(floorPerSecond),
    holdsPerSecond: Math.round(holdsPerSecond),
    p50Ms: Math.round(median(rounds.map((round) => percentile(round.latenciesMs, 0.5)))),
    refusedP95Ms: Math.round(median(rounds.map((round) => percentile(round.refusedMs, 0.95)))),
    refusals: rounds.map((round) => round.refusals),
  };
  return benchResult('sellout', measured, {
    shareOfFloor: atLeast(median(rounds.map((round) => round.holdsPerSecond / round.floorPerSecond)), 0.3),
    p95Ms: atMost(p95Ms, 1_200),
    doubleHolds: atMost(
      rounds.reduce((sum, round) => sum + round.doubleHolds, 0),
      0,
    ),
    unsold: atMost(
      rounds.reduce((sum, round) => sum + bigHallPlaces - round.held, 0),
      0,
    ),
    boardsAfterMs: atMost(Math.max(...rounds.map((round) => round.boardsAfterMs)), 2_000),
  });
}
