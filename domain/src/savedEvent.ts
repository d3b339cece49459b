/** What people keep in mind: events they saved. No IO. */
import type { EventId } from './ids.ts';

/** More than anybody looks through. */
export const mostSavedEvents = 500;

/**
 * A Firestore document `users/{uid}/saved/{eventId}`. Its owner makes and deletes it ([E4]): two fields and no other, the
 * time the server's own.
 */
export interface SavedEvent {
  eventId: EventId;
  savedAt: Date;
}
