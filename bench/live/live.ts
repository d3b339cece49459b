/**
 * `live`: a click that takes a seat in one browser, until the seat is painted as held in another; with nothing else
 * going on, and while others hold 100 times a second all over the hall. The floor beside each: a bare listener
 * (`floor.ts`). Rounds of all four alternate; figures are medians of the rounds. IO: a stack of its own,
 * Chromium, processes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import { stack } from '../../tests/support/stack.ts';
import { openVisitor, withChromium } from '../support/chromium.ts';
import { createGuests, withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import { rushGuests, withRush } from '../support/rush.ts';
import type { RushersOutput } from '../support/rushers.ts';
import { stageBigHall } from '../support/stageBigHall.ts';
import type { StagedHall } from '../support/stageBigHall.ts';
import { median, percentile } from '../support/statistics.ts';
import { openFloor } from './floor.ts';
import type { TimeWrite } from './floor.ts';
import { readClockError } from './inPage.ts';
import { chooseSeat, releaseAll, showSection, takeChosen } from './seatPage.ts';

/** Both pages look at this section; the buyer takes seats of this row, which the rush leaves alone. */
const watched = { sectionId: 's1' as SectionId, row: 'a' };
const holdsPerSecond = 100;
/** Longer than a section counts as busy after a hold. */
const quietMs = 1_050;
/** After a rush the last second's boards are still to be written. */
const calmMs = 1_500;
const floorPauseMs = 50;

interface Scene {
  hall: StagedHall;
  buyer: Page;
  viewer: Page;
  timeWrite: TimeWrite;
  tokens: string[];
  /** How many holds, and how many of the floor's writes, each half of a round measures. At most eight. */
  samples: number;
}

interface Round {
  quietMs: number[];
  rushMs: number[];
  quietFloorMs: number[];
  rushFloorMs: number[];
  rush: RushersOutput;
}

/** Takes seats of the row one by one, `waitMs(i)` after the one before was seen, and lets them all go. */
async function timeHolds(
  { buyer, viewer, samples }: Scene,
  waitMs: (i: number) => number,
): Promise<number[]> {
  const elapsed: number[] = [];
  const seatAt = (i: number) => `${watched.sectionId}-${watched.row}-${i + 1}` as PlaceId;
  for (let i = 0; i < samples; i += 1) {
    await chooseSeat(buyer, seatAt(i));
    await pause(waitMs(i));
    elapsed.push((await takeChosen(buyer, viewer, seatAt(i))).elapsedMs);
  }
  await releaseAll(buyer, viewer, seatAt(samples - 1));
  return elapsed;
}

async function timeFloor({ timeWrite, samples }: Scene): Promise<number[]> {
  const elapsed: number[] = [];
  for (let i = 0; i < samples; i += 1) {
    elapsed.push(await timeWrite());
    await pause(floorPauseMs);
  }
  return elapsed;
}

/** Boards in a rush are written by the second: clicks are spread over it, each at another part of a second. */
const spreadMs = (i: number): number => ((i * 0.618) % 1) * 1_000;

async function runRound(scene: Scene): Promise<Round> {
  const { hall, tokens } = scene;
  const quietFloorMs = await timeFloor(scene);
  const quiet = await timeHolds(scene, () => quietMs);
  const options = { tokens, perSecond: holdsPerSecond, spared: watched };
  const { value, rush } = await withRush(hall, options, async () => ({
    rushFloorMs: await timeFloor(scene),
    rushMs: await timeHolds(scene, spreadMs),
  }));
  await pause(calmMs);
  return { quietMs: quiet, quietFloorMs, ...value, rush };
}

function summarize(rounds: readonly Round[], clockErrorMs: number): BenchResult {
  const of = (pick: (round: Round) => number[], share: number) =>
    Math.round(median(rounds.map((round) => percentile(pick(round), share))));
  const heldPerSecond = median(rounds.map(({ rush }) => rush.heldPerSecond));
  const measured = {
    samples: rounds.reduce((sum, round) => sum + round.quietMs.length, 0),
    quietP50Ms: of((round) => round.quietMs, 0.5),
    rushP50Ms: of((round) => round.rushMs, 0.5),
    quietFloorP50Ms: of((round) => round.quietFloorMs, 0.5),
    quietFloorP95Ms: of((round) => round.quietFloorMs, 0.95),
    rushFloorP50Ms: of((round) => round.rushFloorMs, 0.5),
    rushFloorP95Ms: of((round) => round.rushFloorMs, 0.95),
    rushAskedPerSecond: Math.round(median(rounds.map(({ rush }) => rush.askedPerSecond))),
    rushHoldP95Ms: Math.round(median(rounds.map(({ rush }) => rush.holdP95Ms))),
    rushRefusals: rounds.map(({ rush }) => rush.refusals),
    clockErrorMs,
  };
  return benchResult('live', measured, {
    quietP95Ms: atMost(
      of((round) => round.quietMs, 0.95),
      250,
    ),
    rushP95Ms: atMost(
      of((round) => round.rushMs, 0.95),
      1_300,
    ),
    rushHeldPerSecond: atLeast(heldPerSecond, holdsPerSecond * 0.95),
  });
}

export const live = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) =>
    withChromium(async (browser) => {
      const { web } = stack();
      const hall = await stageBigHall(firestore);
      const tokens = (await createGuests(rushGuests)).map(({ token }) => token);
      const [buyer, viewer] = [await openVisitor(browser, web), await openVisitor(browser, web)];
      for (const page of [buyer, viewer]) await showSection(page, hall.event.slug, watched.sectionId);
      const timeWrite = await openFloor(browser, firestore);
      const scene = { hall, buyer, viewer, timeWrite, tokens, samples: small ? 3 : 6 };
      // The first of everything loads code and opens connections, which is not what is measured.
      await timeHolds({ ...scene, samples: 1 }, () => 0);
      const rounds: Round[] = [];
      for (let round = 0; round < (small ? 1 : 5); round += 1) rounds.push(await runRound(scene));
      const errors = await Promise.all([buyer, viewer].map((page) => page.evaluate(readClockError)));
      return summarize(rounds, Math.max(...errors.map(Math.abs)));
    }),
  );
