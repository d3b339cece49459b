/**
 * `memory`: what `api` keeps while 400 buyers hold 10,000 times, each released again: resident memory after the first
 * and the second half, and how late its event loop runs. IO: a stack of its own, /proc.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stack } from '../../tests/support/stack.ts';
import { stageEvent } from '../../tests/support/stageEvent.ts';
import { bigHall } from '../support/bigHall.ts';
import { runInChild } from '../support/child.ts';
import { createGuests, withBenchStack } from '../support/openBench.ts';
import { atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import type { HoldersInput, HoldersOutput } from './holders.ts';

interface HostStatus {
  pid: number;
  eventLoopDelay: { p99Ms: number };
}

const readStatus = async (): Promise<HostStatus> =>
  (await (await fetch(`${stack().api}/__/status`)).json()) as HostStatus;

/** Resident set size as Linux counts it, in MiB. */
function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

export const memory = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) => {
    const { eventId } = await stageEvent(firestore, bigHall());
    const guests = await createGuests(small ? 40 : 400);
    const holds = small ? 100 : 5_000;
    const run = () =>
      runInChild<HoldersOutput>(path.join(import.meta.dirname, 'holders.ts'), {
        api: stack().api,
        eventId,
        tokens: guests.map((guest) => guest.token),
        holds,
      } satisfies HoldersInput);
    const { pid } = await readStatus();
    const startMiB = residentMiB(pid);
    const first = await run();
    const firstMiB = residentMiB(pid);
    const second = await run();
    const secondMiB = residentMiB(pid);
    const { eventLoopDelay } = await readStatus();
    const measured = {
      startMiB,
      firstMiB,
      secondMiB,
      held: first.held + second.held,
      refusals: second.refusals,
    };
    return benchResult('memory', measured, {
      residentMiB: atMost(Math.max(firstMiB, secondMiB), 400),
      secondHalfAdds: atMost(secondMiB / firstMiB - 1, 0.05),
      eventLoopDelayP99Ms: atMost(eventLoopDelay.p99Ms, 100),
    });
  });
