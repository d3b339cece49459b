/** The rules of what people keep for themselves: saved events, and what they asked to take along. */
import { serverTimestamp } from 'firebase/firestore';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.ts';
import { signedInWithGoodSession } from './cast.ts';
import type { Cast, Database } from './cast.ts';

const savedNow = (change: object = {}) => ({ eventId: 'cancelled', savedAt: serverTimestamp(), ...change });

/** What is not a saved event, one thing at a time. */
const refused: [string, object][] = [
  ['another event’s id', { eventId: 'published' }],
  ['an id that is no text', { eventId: 7 }],
  ['a time of its own', { savedAt: new Date('2027-01-15T08:00:00.000Z') }],
  ['a time that is no time', { savedAt: 'now' }],
  ['a third field', { note: 'bring Bea' }],
];

export function describeKeeping(cast: () => Cast): void {
  const own = (database: Database, uid: string, eventId = 'cancelled') =>
    database.doc(`users/${uid}/saved/${eventId}`);

  describe('[X7] users/{uid}/exports/{exportId}', () => {
    it('is read by its owner alone', async () => {
      const readers = await cast().whoMay((database) => database.doc('users/owner/exports/first').get());
      expect(readers).toEqual(['owner']);
    });

    it('are listed by their owner alone', async () => {
      const listers = await cast().whoMay((database) => database.collection('users/owner/exports').get());
      expect(listers).toEqual(['owner']);
    });
  });

  describe('[E4] users/{uid}/saved/{eventId}', () => {
    it.each(['owner', 'guest'])('of the %s is read by them alone', async (uid) => {
      const readers = await cast().whoMay((database) => own(database, uid, 'published').get());
      expect(readers).toEqual([uid]);
    });

    it('are listed by their owner alone', async () => {
      const listers = await cast().whoMay((database) => database.collection('users/owner/saved').get());
      expect(listers).toEqual(['owner']);
    });

    it('is made by whoever is signed in, for themselves', async () => {
      await setStage(cast());
      const makers = await cast().whoMay((database, uid) => own(database, uid).set(savedNow()));
      expect(makers).toEqual(signedInWithGoodSession);
    });

    it('is made by nobody for somebody else', async () => {
      await setStage(cast());
      const makers = await cast().whoMay((database) => own(database, 'owner').set(savedNow()));
      expect(makers).toEqual(['owner']);
    });

    it.each(refused)('is not made with %s', async (_, change) => {
      await setStage(cast());
      const makers = await cast().whoMay((database, uid) => own(database, uid).set(savedNow(change)));
      expect(makers).toEqual([]);
    });

    it.each(['eventId', 'savedAt'])('is not made without %s', async (field) => {
      await setStage(cast());
      const { [field]: _left, ...rest } = savedNow() as Record<string, unknown>;
      const makers = await cast().whoMay((database, uid) => own(database, uid).set(rest));
      expect(makers).toEqual([]);
    });

    it.each(['no_event', 'a'.repeat(65)])('is not made for what no event is called: %s', async (eventId) => {
      await setStage(cast());
      const makers = await cast().whoMay((database, uid) =>
        own(database, uid, eventId).set(savedNow({ eventId })),
      );
      expect(makers).toEqual([]);
    });

    it('is changed by nobody', async () => {
      await setStage(cast());
      const changers = await cast().whoMay((database, uid) =>
        own(database, uid, 'published').update({ savedAt: serverTimestamp() }),
      );
      expect(changers).toEqual([]);
    });

    it('is deleted by its owner alone', async () => {
      await setStage(cast());
      const deleters = await cast().whoMay((database) => own(database, 'owner', 'published').delete());
      expect(deleters).toEqual(['owner']);
    });
  });
}
