/**
 * `GET /api/events/{eventId}/pulse`: the version of each board ([B5]), for pages that listen to boards and want to know
 * whether their listeners still speak. One answer for everyone: caches keep it for two seconds, so a crowd costs one
 * reading. IO: Firestore, HTTP.
 */
import type { Response } from 'express';
import { isForEveryone } from '@fashionista/domain/event';
import type { Board } from '@fashionista/domain/board';
import type { EventId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Pulse } from '@fashionista/domain/pulse';
import { keepReading } from '../platform/keepReading.ts';
import type { Store } from '../platform/store.ts';

export interface Pulses {
  /** `undefined` where there is no such event, or not for everyone. */
  read(eventId: EventId): Promise<Pulse | undefined>;
}

const keptMs = 1_000;
const keptEvents = 200;
const cachedSeconds = 2;

export function createPulses(store: Store, clock: () => Date): Pulses {
  return {
    read: keepReading({ max: keptEvents, ttl: keptMs }, async (eventId: EventId) => {
      const serverTime = clock().toISOString();
      const boards = await store.query<Pick<Board, 'sectionId' | 'version' | 'updatedAt' | 'eventState'>>(
        paths.boards(eventId),
        { select: ['sectionId', 'version', 'updatedAt', 'eventState'] },
      );
      const shown = boards.filter(({ data }) => isForEveryone(data.eventState));
      if (shown.length === 0) return undefined;
      return {
        boards: shown.map(({ data: { sectionId, version, updatedAt } }) => ({
          sectionId,
          version,
          changedAt: updatedAt.toISOString(),
        })),
        serverTime,
      };
    }),
  };
}

export function answerPulse(pulse: Pulse, response: Response): void {
  response.set('cache-control', `public, max-age=0, s-maxage=${cachedSeconds}`).json(pulse);
}
