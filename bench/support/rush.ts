/**
 * A rush, begun and ended by whoever measures beside it. It runs in a process of its own (`rushers.ts`). IO: processes.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { once } from 'node:events';
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import type { StagedEvent } from '../../tests/support/stageEvent.ts';
import { stack } from '../../tests/support/stack.ts';
import type { RushersInput, RushersOutput } from './rushers.ts';

/** Each holds up to ten places, one with another five: half of the hall. */
export const rushGuests = 200;

interface RowName {
  sectionId: SectionId;
  row: string;
}

export interface RushOptions {
  tokens: string[];
  perSecond: number;
  /** A row that the rush lets be. */
  spared?: RowName;
}

/** Neighbours in twos, such that nobody who takes two leaves a single seat. */
function pairsOf({ index }: StagedEvent, spared?: RowName): PlaceId[][] {
  return index.plan.sections.flatMap(({ sectionId }) =>
    index.rows(sectionId).flatMap(({ row, runs }) => {
      if (sectionId === spared?.sectionId && row === spared.row) return [];
      return runs.flatMap((run) =>
        Array.from({ length: Math.floor(run.length / 2) }, (_, i) =>
          run.slice(2 * i, 2 * i + 2).map(({ placeId }) => placeId),
        ),
      );
    }),
  );
}

/** `work` begins once holds have come in for a second: then no section is quiet any more. The rush ends with it. */
export async function withRush<Value>(
  event: StagedEvent,
  { tokens, perSecond, spared }: RushOptions,
  work: () => Promise<Value>,
): Promise<{ value: Value; rush: RushersOutput }> {
  const { api } = stack();
  const child = fork(path.join(import.meta.dirname, 'rushers.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the rush ended by itself, with ${String(code)}`);
  });
  // Whoever waits for a message hears of it; nobody may be waiting.
  died.catch(() => undefined);
  const nextMessage = (): Promise<unknown[]> => Promise.race([once(child, 'message'), died]);
  try {
    child.send({
      api,
      eventId: event.eventId,
      pairs: pairsOf(event, spared),
      tokens,
      perSecond,
    } satisfies RushersInput);
    await nextMessage();
    const value = await work();
    child.send('stop');
    const [rush] = await nextMessage();
    return { value, rush: rush as RushersOutput };
  } finally {
    // It ends by itself where all went well; where not, its stack is about to go.
    if (child.connected) child.disconnect();
  }
}
