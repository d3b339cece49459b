/**
 * The proof of contention: many clients after few seats on two `api` processes, one killed half-way, until nothing is
 * left. A seat is a register that is written once: the history of every attempt is held against it. IO: the stack under
 * test, a second process that serves `api`.
 */
import type { PlaceId } from '@fashionista/domain/ids';
import { startIsolatedStack } from '../support/isolatedStack.ts';
import { stack, stackReadyFile } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { createGuests } from '../support/users.ts';
import { runRush } from './contend.ts';
import { checkHistory } from './history.ts';
import type { Proof, ProofReport, ProofRun } from './proof.ts';
import { checkClaims, readShownWorld } from './world.ts';

export interface Size {
  clients: number;
  /** Rows of ten seats, in sections of ten rows. */
  rows: number;
  attempts: number;
}

const wholeSize: Size = { clients: 500, rows: 30, attempts: 10_000 };
const hotSeats = 10;
const rowsPerSection = 10;
const secondPortsFrom = 22_400;

const drawSections = (rows: number): Record<string, string[]> =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(rows / rowsPerSection) }, (_, section) => [
      `s${section + 1}`,
      Array.from({ length: Math.min(rowsPerSection, rows - section * rowsPerSection) }, () => '..........'),
    ]),
  );

async function runOnce(
  { admin, say }: ProofRun,
  { clients, rows, attempts }: Size,
  seed: number,
): Promise<Omit<ProofReport, 'cases'>> {
  const { eventId, index } = await stageEvent(admin.firestore, drawSections(rows));
  const guests = await createGuests(clients);
  say(`${clients} clients after ${index.plan.sections.flatMap((section) => section.places).length} seats`);
  const second = await startIsolatedStack(secondPortsFrom, [
    ...['--only', 'functions', '--with', stackReadyFile()],
  ]);
  const doomed = second.ready.processes.functions;
  if (doomed === undefined) throw new Error('the second process is not there');
  let origins = [stack().api, second.ready.api ?? ''];
  const startedAt = performance.now();
  try {
    const history = await runRush({
      eventId,
      index,
      tokens: guests.map((guest) => guest.token),
      attempts,
      hotSeats,
      seed,
      origins: () => origins,
      onHalfWay: () => {
        origins = [stack().api];
        process.kill(doomed, 'SIGKILL');
        say('half-way: one of two processes is killed');
      },
    });
    const seconds = (performance.now() - startedAt) / 1000;
    say(`${history.length} attempts in ${seconds.toFixed(0)} s; checking`);
    const world = await readShownWorld(admin.firestore, eventId, index);
    const uids = guests.map((guest) => guest.uid);
    const holders = new Map<PlaceId, number>(
      world.claims.map((claim) => [claim.placeId, uids.indexOf(claim.uid ?? '')]),
    );
    const { violations, counts } = checkHistory(index, history, holders);
    return { violations: [...checkClaims(world), ...violations], counts };
  } finally {
    await second.stop();
  }
}

/** The proof at this size: `npm test` runs a small one. */
export const contentionOf = (size: Size): Proof => ({
  name: 'contention',
  claim: 'of many after few seats each seat is had once, all are had in the end, and every refusal was right',
  allSeeds: () => [1],
  run: async (run) => {
    const report: ProofReport = { cases: 0, violations: [], counts: {} };
    for (const seed of run.seeds) {
      const { violations, counts } = await runOnce(run, size, seed);
      report.cases += 1;
      report.violations.push(...violations.map((line) => `seed ${seed}: ${line}`));
      for (const [name, count] of Object.entries(counts))
        report.counts[name] = (report.counts[name] ?? 0) + count;
    }
    return report;
  },
});

export const contention: Proof = contentionOf(wholeSize);
