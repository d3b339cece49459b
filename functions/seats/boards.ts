/**
 * Keeps boards true to claims ([B1]–[B4]). Whoever changed claims calls `refresh`: a quiet section is projected at
 * once, one in a rush is left to a task a second, named by section and second, which runs after that second has ended.
 * Safe beside others who project: the board's version is read before the claims and written *unchanged*.
 * IO: Firestore, Cloud Tasks.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { projectBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Plans } from '../plans/plans.ts';
import type { Log } from '../platform/log.ts';
import type { Store } from '../platform/store.ts';
import type { Tasks } from '../platform/tasks.ts';
import { untilDone } from '../platform/untilDone.ts';

export interface Boards {
  /**
   * Shows what changed in these sections: now where they are quiet, within about a second where they are not. Never
   * fails its caller, whose change is committed: what it could not show is logged, and shown by the trigger on claims.
   */
  refresh(eventId: EventId, sectionIds: Iterable<SectionId>): Promise<void>;
  /** Leaves it to this second's task; where none can be queued, projects now. */
  refreshLater(eventId: EventId, sectionId: SectionId): Promise<void>;
  /** Projects now. Answers whether the board had disagreed with the claims. */
  project(eventId: EventId, sectionId: SectionId): Promise<boolean>;
}

interface Parts {
  store: Store;
  tasks: Tasks;
  plans: Plans;
  clock: () => Date;
  log: Pick<Log, 'boardNotShown'>;
}

/** [B3] A section in which something changed less than this ago is in a rush. */
const quietMs = 1_000;
/** [B4] How long after its second a task runs: room for clocks that differ. */
const skewMs = 100;
const keptSections = 5_000;

/** Cloud Tasks wants names that do not grow with time: a digest goes before the second. */
const taskIdOf = (section: string, second: number): string =>
  `${createHash('sha256').update(section).digest('hex').slice(0, 20)}-${second}`;

async function tryProject({ store, plans, clock }: Parts, eventId: EventId, sectionId: SectionId) {
  const boardPath = paths.board(eventId, sectionId);
  const [board, event] = await store.readAll<unknown>([boardPath, paths.event(eventId)]);
  const index = await plans.indexOfEvent(eventId);
  const section = index?.section(sectionId);
  if (!event || !section) return 'same';
  const claims = await store.query<Pick<Claim, 'placeId' | 'state'>>(paths.claims(eventId), {
    where: [['sectionId', '==', sectionId]],
    select: ['placeId', 'state'],
  });
  const states = new Map(claims.map(({ data }) => [data.placeId, data.state]));
  const places = projectBoard(section, (placeId) => states.get(placeId));
  const eventState = (event.data as FashionEvent).state;
  const before = board?.data as Board | undefined;
  if (before?.places === places && before.eventState === eventState) return 'same';
  const data: Board = {
    eventId,
    sectionId,
    eventState,
    places,
    version: (before?.version ?? 0) + 1,
    updatedAt: clock(),
  };
  return store.commit([
    board
      ? { kind: 'update', path: boardPath, data, unchangedSince: board.updateTime }
      : { kind: 'create', path: boardPath, data },
  ]);
}

export function createBoards(parts: Parts): Boards {
  const { tasks, clock, log } = parts;
  const lastChangedMs = new LRUCache<string, number>({ max: keptSections });

  const project = async (eventId: EventId, sectionId: SectionId): Promise<boolean> => {
    const outcome = await untilDone(() => tryProject(parts, eventId, sectionId));
    return outcome === 'committed';
  };

  const refreshLater = async (eventId: EventId, sectionId: SectionId): Promise<void> => {
    const second = Math.floor(clock().getTime() / 1000);
    const id = taskIdOf(`${eventId}/${sectionId}`, second);
    const at = new Date((second + 1) * 1000 + skewMs);
    if (!(await tasks.enqueue('projectBoard', { eventId, sectionId }, { at, id })))
      await project(eventId, sectionId);
  };

  const refreshSection = async (eventId: EventId, sectionId: SectionId): Promise<void> => {
    const key = `${eventId}/${sectionId}`;
    const nowMs = clock().getTime();
    const isQuiet = nowMs - (lastChangedMs.get(key) ?? 0) >= quietMs;
    lastChangedMs.set(key, nowMs);
    await (isQuiet ? project : refreshLater)(eventId, sectionId);
  };

  return {
    project,
    refreshLater,
    refresh: async (eventId, sectionIds) => {
      const shown = [...new Set(sectionIds)].map(async (sectionId) => {
        try {
          await refreshSection(eventId, sectionId);
        } catch (error) {
          log.boardNotShown(eventId, sectionId, error);
        }
      });
      await Promise.all(shown);
    },
  };
}
