/** A claim: who has a place. It exists exactly while the place is not free. Nobody but the server reads it. No IO. */
import type { ClaimState } from './board.ts';
import type { EventId, HoldId, OrderId, PlaceId, SectionId, Uid } from './ids.ts';

/** A Firestore document `events/{eventId}/claims/{placeId}`. A block has neither hold nor buyer. */
export interface Claim {
  placeId: PlaceId;
  eventId: EventId;
  sectionId: SectionId;
  state: ClaimState;
  holdId: HoldId | null;
  uid: Uid | null;
  orderId: OrderId | null;
}
