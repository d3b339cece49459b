/**
 * One step of a merge's work: what it changes and the merge's record, unchanged since read, in one commit. So two who work on
 * one merge never do a step twice, and what its record says was done is what was done. IO: Firestore.
 */
import type { Uid } from '@fashionista/domain/ids';
import type { Merge } from '@fashionista/domain/merge';
import { paths } from '@fashionista/domain/paths';
import type { Write } from '../../platform/store.ts';
import { untilDone } from '../../platform/untilDone.ts';
import type { Repeat } from '../../platform/untilDone.ts';
import type { Services } from '../../services.ts';

export interface MergeStep<Outcome> {
  writes: Write[];
  /** What it changes in the record. */
  merge: Partial<Pick<Merge, 'merged' | 'leftOut' | 'pendingOrders' | 'state' | 'doneAt'>>;
  outcome: Outcome;
  /** What must follow the commit. */
  after?: () => Promise<void>;
}

/** `{outcome}` alone: there is nothing to commit. */
export type Prepared<Outcome> = MergeStep<Outcome> | { outcome: Outcome } | Repeat;

export async function doMergeStep<Outcome>(
  { store }: Pick<Services, 'store'>,
  guestUid: Uid,
  prepare: (merge: Merge) => Promise<Prepared<Outcome>>,
): Promise<Outcome> {
  return untilDone(async () => {
    const read = await store.read<Merge>(paths.merge(guestUid));
    if (!read) throw new Error(`merges/${guestUid} is gone while it is worked on.`);
    const step = await prepare(read.data);
    if (typeof step === 'string') return step;
    if (!('writes' in step)) return { outcome: step.outcome };
    const outcome = await store.commit([
      { kind: 'update', path: read.path, data: step.merge, unchangedSince: read.updateTime },
      ...step.writes,
    ]);
    if (outcome !== 'committed') return outcome;
    await step.after?.();
    return { outcome: step.outcome };
  }).then(({ outcome }) => outcome);
}
