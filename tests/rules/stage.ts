/**
 * What stands in the database while the rules are tested: one document of every path of this slice, in each state that
 * a rule tells apart. Written past the rules. IO: the Firestore emulator.
 */
import type { Cast } from './cast.ts';

const team = {
  organizerUid: 'organizer',
  teamUids: ['organizer', 'coOrganizer', 'door'],
  coOrganizerUids: ['coOrganizer'],
};
/** As it stands before anybody was put on its team. */
const organizerAlone = { organizerUid: 'organizer', teamUids: ['organizer'] };
const instant = new Date('2027-01-15T08:00:00.000Z');

/**
 * After the tokens of those whose session was ended, by less than a second, and before the others (`auth_time`
 * 1,800,000,000).
 */
const sessionsEndedAt = new Date((1_800_000_000 - 61) * 1000 + 1);

export const profile = {
  uid: 'owner',
  displayName: 'Alma Reyes',
  email: 'alma@example.com',
  locale: 'en',
  notificationPreferences: { email: true },
  createdAt: instant,
};

export const documents: Record<string, object> = {
  'users/owner': profile,
  // Guests have no name until they give one.
  'users/guest': { ...profile, uid: 'guest', displayName: '' },
  'users/owner/saved/published': { eventId: 'published', savedAt: instant },
  'users/guest/saved/published': { eventId: 'published', savedAt: instant },
  'users/owner/exports/first': { exportId: 'first', state: 'ready', path: 'exports/owner/first.json' },
  'merges/guest': { guestUid: 'guest', uid: 'owner', state: 'done' },
  'deletions/guest': { uid: 'guest', state: 'open' },
  'sessions/owner': { validAfter: sessionsEndedAt },
  // To the millisecond: a token of that very moment is still good.
  'sessions/guest': { validAfter: new Date(1_800_000_000 * 1000) },
  'sessions/formerAdmin': { validAfter: sessionsEndedAt },
  'sessions/suspended': { validAfter: new Date('9999-12-31T00:00:00.000Z'), isSuspended: true },
  'designers/published': { state: 'published', members: { owner: 'owner' }, memberUids: ['owner', 'guest'] },
  'designers/draft': { state: 'draft', members: { owner: 'owner' }, memberUids: ['owner', 'guest'] },
  'venues/hall': { venueId: 'hall' },
  'venues/hall/plans/hall-v1': { planId: 'hall-v1', geometry: '{}' },
  'events/published': { state: 'published', ...team, startsAt: instant },
  'events/cancelled': { state: 'cancelled', ...organizerAlone, startsAt: instant },
  'events/draft': { state: 'draft', ...team, startsAt: instant },
  'events/published/boards/stalls': { eventState: 'published', places: '..' },
  'events/cancelled/boards/stalls': { eventState: 'cancelled', places: '..' },
  'events/draft/boards/stalls': { eventState: 'draft', places: '..' },
  'events/published/shows/first': { eventState: 'published', startsAt: instant },
  'events/cancelled/shows/first': { eventState: 'cancelled', startsAt: instant },
  'events/draft/shows/first': { eventState: 'draft', startsAt: instant },
  'events/published/team/door': { uid: 'door', role: 'door', email: 'door@example.com' },
  'events/draft/team/door': { uid: 'door', role: 'door', email: 'door@example.com' },
  'events/published/claims/stalls-a-1': { uid: 'owner', state: 'held' },
  'events/published/viewers/0': { eventId: 'published', viewings: [] },
  'holds/published_owner': { uid: 'owner', state: 'held' },
  'holds/published_guest': { uid: 'guest', state: 'held' },
  'orders/first': { uid: 'owner', eventId: 'published', createdAt: instant },
  'orders/of-guest': { uid: 'guest', eventId: 'published', createdAt: instant },
  'orders/of-cancelled': { uid: 'owner', eventId: 'cancelled', createdAt: instant },
  'orders/first/entries/payment': { kind: 'payment' },
  'tickets/first_stalls-a-1': { uid: 'owner', eventId: 'published', orderId: 'first' },
  'tickets/of-guest': { uid: 'guest', eventId: 'published', orderId: 'of-guest' },
  'notifications/first': { kind: 'order-paid' },
  'stripeEvents/evt_1': { type: 'payment_intent.succeeded' },
  'requests/owner_12345678': { uid: 'owner' },
  'audit/first': { action: 'seeded' },
  'unknown/first': { uid: 'owner' },
};

export async function setStage({ environment }: Cast): Promise<void> {
  await environment.clearFirestore();
  await environment.withSecurityRulesDisabled(async (context) => {
    const database = context.firestore();
    const batch = database.batch();
    for (const [path, data] of Object.entries(documents)) batch.set(database.doc(path), data);
    await batch.commit();
  });
}
