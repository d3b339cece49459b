/**
 * The floor under `live`: a board document written by the Admin SDK, until a bare listener has it. The board is of an
 * event of its own, which nobody looks at. IO: a browser page, Firestore.
 */
import type { Browser } from '@playwright/test';
import type { SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { stageEvent } from '../../tests/support/stageEvent.ts';
import { openBareListener } from '../support/bareListener.ts';
import { bigHall } from '../support/bigHall.ts';

/** Milliseconds from before one write until the page has heard of it. */
export type TimeWrite = () => Promise<number>;

export async function openFloor(browser: Browser, firestore: Firestore): Promise<TimeWrite> {
  const { eventId } = await stageEvent(firestore, bigHall());
  const board = firestore.doc(paths.board(eventId, 's1' as SectionId));
  const { heardAt } = await openBareListener(browser, [board.path]);
  let version = 1;
  return async () => {
    version += 1;
    const writtenAtMs = performance.timeOrigin + performance.now();
    await board.update({ version, updatedAt: new Date() });
    return (await heardAt(version)) - writtenAtMs;
  };
}
