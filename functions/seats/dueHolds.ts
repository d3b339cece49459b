/**
 * Lets go every held hold whose time is over ([H2]): by the task of the half second in which holds end, by the sweep, and
 * before a buyer is told that nothing is left. All of a round are committed, then each section is shown once, at once:
 * a rush of ends waits for no task. IO: Firestore.
 */
import { decideExpire } from '@fashionista/domain/holdDecisions';
import { holdShards } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, PlaceId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { shareReading } from '../platform/shareReading.ts';
import type { Snapshot } from '../platform/store.ts';
import type { Services } from '../services.ts';
import { writesOf } from './changeHold.ts';

export interface DueHolds {
  /** Answers how many holds it let go. Who asks while it is at it shares the next round. */
  expire(): Promise<number>;
}

type Parts = Pick<Services, 'store' | 'boards' | 'picks' | 'clock' | 'log'>;

const perRound = 300;
/** More than a whole hall at once; what is left then waits for the next. */
const rounds = 20;

async function letGo({ store, picks, clock, log }: Parts, hold: Snapshot<Hold>) {
  try {
    const change = decideExpire(hold.data, clock());
    if (!change || (await store.commit(writesOf(hold, change))) !== 'committed') return [];
    const { eventId } = hold.data;
    picks.forget(
      eventId,
      change.free.map((place): PlaceId => place.placeId),
    );
    return change.free.map(({ sectionId }) => ({ eventId, sectionId }));
  } catch (error) {
    log.sweepFailed(hold.path, error);
    return [];
  }
}

async function showSections(
  { boards, log }: Parts,
  freed: readonly { eventId: EventId; sectionId: SectionId }[],
) {
  const sections = new Map(freed.map((section) => [`${section.eventId}/${section.sectionId}`, section]));
  const shown = [...sections.values()].map(async ({ eventId, sectionId }) => {
    try {
      await boards.project(eventId, sectionId);
    } catch (error) {
      log.boardNotShown(eventId, sectionId, error);
    }
  });
  await Promise.all(shown);
}

async function expireDue(parts: Parts): Promise<number> {
  let ended = 0;
  for (let round = 0; round < rounds; round += 1) {
    const due = await parts.store.query<Hold>(paths.holds, {
      where: [
        ['state', '==', 'held'],
        ['shard', 'in', holdShards],
        ['expiresAt', '<=', parts.clock()],
      ],
      orderBy: [['expiresAt', 'asc']],
      limit: perRound,
    });
    const freed = await Promise.all(due.map((hold) => letGo(parts, hold)));
    const endedNow = freed.filter((sections) => sections.length > 0).length;
    ended += endedNow;
    await showSections(parts, freed.flat());
    if (due.length < perRound || endedNow === 0) break;
  }
  return ended;
}

export function createDueHolds(parts: Parts): DueHolds {
  const share = shareReading(() => expireDue(parts));
  return { expire: () => share('all') };
}
