/**
 * Work that two processes do, one after the other, played once whole and then with a death at each of its writes.
 * IO: as the work.
 */
import { crashingServices } from './crashingServices.ts';
import type { CrashingServices } from './crashingServices.ts';
import { stageServices } from './stageServices.ts';

/** Which of the two dies, at which of its calls, and whether that call still came about. */
export interface Death {
  part: 0 | 1;
  call: number;
  side: 'before' | 'after';
}

type Work = (first: CrashingServices, second: CrashingServices) => Promise<void>;

/** A process of the functions whose clock is so far ahead, and whose tasks are never run: nothing may depend on them. */
export const startProcess = (aheadMinutes = 0): CrashingServices =>
  crashingServices({ ...stageServices(), clock: () => new Date(Date.now() + aheadMinutes * 60_000) }, true);

/** Some hand over to others after what one begins: the second process works two minutes later. */
const startBoth = () => [startProcess(), startProcess(2)] as const;

/** Does the work whole. Answers every death there can be at the calls of those names. */
export async function rehearse(calls: readonly string[], work: Work): Promise<Death[]> {
  const both = startBoth();
  for (const one of both) one.begin();
  await work(...both);
  return both.flatMap((one, part) =>
    one.calls.flatMap((call, i): Death[] =>
      calls.includes(call)
        ? (['before', 'after'] as const).map((side) => ({ part: part === 0 ? 0 : 1, call: i + 1, side }))
        : [],
    ),
  );
}

/** Does the work until that death. Answers whether it came: a board may have nothing left to write. */
export async function dieAt({ part, call, side }: Death, work: Work): Promise<boolean> {
  const both = startBoth();
  both[part].begin({ call, side });
  const lived = work(...both).then(() => false);
  return Promise.race([lived, ...both.map((one) => one.died.then(() => true))]);
}
