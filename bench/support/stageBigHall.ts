/** The hall of 2,080 seats as an event that also has what its page shows: a title and prices. IO: Firestore. */
import type { Firestore } from 'firebase-admin/firestore';
import type { SectionId, TicketTypeId } from '@fashionista/domain/ids';
import { stageEvent } from '../../tests/support/stageEvent.ts';
import type { StagedEvent } from '../../tests/support/stageEvent.ts';
import { bigHall } from './bigHall.ts';

export interface StagedHall extends StagedEvent {
  sectionIds: SectionId[];
}

export async function stageBigHall(firestore: Firestore): Promise<StagedHall> {
  const hall = bigHall();
  const sectionIds = Object.keys(hall) as SectionId[];
  const staged = await stageEvent(firestore, hall, {
    title: 'Two thousand and eighty seats',
    ticketTypes: sectionIds.map((sectionId, i) => ({
      ticketTypeId: `type-${sectionId}` as TicketTypeId,
      name: `Stand ${i + 1}`,
      priceMinor: 12_000 - i * 1_000,
      sectionIds: [sectionId],
    })),
  });
  return { ...staged, sectionIds };
}
