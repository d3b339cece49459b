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
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import type { HoldersInput, HoldersOutput } from './holders.ts';

interface HostStatus {
  pid: number;
  eventLoopDelay: { p99Ms: number; maxMs: number };
}

const readStatus = async (): Promise<HostStatus> =>
  (await (await fetch(`${stack().api}/__/status`)).json()) as HostStatus;

/** Resident set size as Linux counts it, in MiB: now, and the most since the process began. */
function readMemory(pid: number): { nowMiB: number; peakMiB: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM') };
}

/** What comes is measured without the start and the sign-ups before it. */
async function forgetLoopDelay(): Promise<void> {
  const answer = await fetch(`${stack().api}/__/event-loop-delay/forget`, { method: 'POST' });
  if (!answer.ok) throw new Error(`the functions host answered ${answer.status}`);
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
    const startMiB = readMemory(pid).nowMiB;
    await forgetLoopDelay();
    const first = await run();
    const firstMiB = readMemory(pid).nowMiB;
    const second = await run();
    const { nowMiB: secondMiB, peakMiB } = readMemory(pid);
    const { eventLoopDelay } = await readStatus();
    const refused = [first, second].flatMap(({ refusals }) => Object.values(refusals));
    const measured = {
      startMiB,
      firstMiB,
      secondMiB,
      refusals: [first.refusals, second.refusals],
      eventLoopDelayMaxMs: eventLoopDelay.maxMs,
    };
    return benchResult('memory', measured, {
      held: atLeast(first.held + second.held, 2 * holds),
      refused: atMost(
        refused.reduce((sum, count) => sum + count, 0),
        0,
      ),
      residentMiB: atMost(peakMiB, 400),
      secondHalfAdds: atMost(secondMiB / firstMiB - 1, 0.05),
      eventLoopDelayP99Ms: atMost(eventLoopDelay.p99Ms, 100),
    });
  });
