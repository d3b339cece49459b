/** The rules of `users`, `sessions` and `designers`: private and public profiles, who changes them, ended sessions. */
import { describe, expect, it } from 'vitest';
import { everyone, withoutGoodSession } from './cast.ts';
import { profile, setStage } from './stage.ts';
import type { Cast } from './cast.ts';

/** What a profile may be changed to, and what not, one field at a time. */
const accepted: [string, object][] = [
  ['one letter of a name', { displayName: 'A' }],
  ['80 letters of a name', { displayName: 'A'.repeat(80) }],
  ['a name in another alphabet, with an accent and a joined family', { displayName: 'Éloïse 山田 👩‍👧' }],
  ['French', { locale: 'fr' }],
  ['Italian', { locale: 'it' }],
  ['Spanish', { locale: 'es' }],
  ['no e-mail', { notificationPreferences: { email: false } }],
  ['all three at once', { displayName: 'Bea', locale: 'it', notificationPreferences: { email: false } }],
];
const refused: [string, object][] = [
  ['a name that is not text', { displayName: 7 }],
  ['an empty name', { displayName: '' }],
  ['a blank name', { displayName: '   ' }],
  ['a name of two lines', { displayName: 'Bea\nRossi' }],
  ['a name with a tab', { displayName: 'Bea\tRossi' }],
  ['a name that ends in a new line', { displayName: 'Bea\n' }],
  ['a name with a character that erases', { displayName: 'Bea\u007F' }],
  ['a name with a space that nobody sees', { displayName: 'Bea\u200B' }],
  ['a name that turns what follows', { displayName: 'Bea\u202E' }],
  ['a name that holds what follows apart', { displayName: '\u2066Bea' }],
  ['a name that joins words', { displayName: 'Bea\u2060Rossi' }],
  ['a name with a mark of byte order', { displayName: '\uFEFFBea' }],
  ['81 letters of a name', { displayName: 'A'.repeat(81) }],
  ['no name', { displayName: null }],
  ['a list for a name', { displayName: ['Bea'] }],
  ['a language that the portal does not speak', { locale: 'de' }],
  ['a language that is not text', { locale: ['en'] }],
  ['preferences that are no map', { notificationPreferences: 'none' }],
  ['a preference that is not yes or no', { notificationPreferences: { email: 'yes' } }],
  ['preferences without the one there is', { notificationPreferences: {} }],
  ['a preference that there is not', { notificationPreferences: { email: true, fax: true } }],
  ['the e-mail address', { email: 'other@example.com' }],
  ['the uid', { uid: 'stranger' }],
  ['when it was made', { createdAt: new Date() }],
  ['a role', { role: 'admin' }],
  ['a good field beside a bad one', { displayName: 'Bea', role: 'admin' }],
];

export function describePeople(cast: () => Cast): void {
  describe('users/{uid}', () => {
    it('is read by its owner and by admins', async () => {
      const readers = await cast().whoMay((database) => database.doc('users/owner').get());
      expect(readers).toEqual(['owner', 'admin']);
    });

    it('is read by a guest whose own it is', async () => {
      const readers = await cast().whoMay((database) => database.doc('users/guest').get());
      expect(readers).toEqual(['guest', 'admin']);
    });

    it('is listed by admins', async () => {
      const readers = await cast().whoMay((database) => database.collection('users').get());
      expect(readers).toEqual(['admin']);
    });

    it('is not listed by its owner, not even alone', async () => {
      const readers = await cast().whoMay((database, uid) =>
        database.collection('users').where('uid', '==', uid).get(),
      );
      expect(readers).toEqual(['admin']);
    });

    it('is not listed by its owner by its very id', async () => {
      const readers = await cast().whoMay((database, uid) =>
        database.collection('users').where('__name__', '==', uid).get(),
      );
      expect(readers).toEqual(['admin']);
    });

    it('without a name it may be changed in what is not the name', async () => {
      await setStage(cast());
      await cast().as('guest').doc('users/guest').update({ locale: 'it' });
      const snapshot = await cast().as('guest').doc('users/guest').get();
      expect(snapshot.data()).toMatchObject({ displayName: '', locale: 'it' });
    });

    it('is changed by its owner', async () => {
      const writers = await cast().whoMay((database) =>
        database.doc('users/owner').update({ displayName: 'Alma' }),
      );
      expect(writers).toEqual(['owner']);
    });

    it.each(accepted)('may be changed to %s', async (_, change) => {
      await setStage(cast());
      await cast().as('owner').doc('users/owner').update(change);
      const snapshot = await cast().as('owner').doc('users/owner').get();
      expect(snapshot.data()).toMatchObject(change);
    });

    it.each(refused)('is not changed to %s', async (_, change) => {
      await setStage(cast());
      const writers = await cast().whoMay((database) => database.doc('users/owner').update(change));
      expect(writers).toEqual([]);
    });

    it('may not lose a field', async () => {
      const { locale: _, ...rest } = profile;
      const writers = await cast().whoMay((database) => database.doc('users/owner').set(rest));
      expect(writers).toEqual([]);
    });

    it('is neither made nor deleted by anyone', async () => {
      const makers = await cast().whoMay((database, uid) =>
        database
          .doc(`users/${uid === 'owner' || uid === 'guest' ? `${uid}2` : uid}`)
          .set({ ...profile, uid }),
      );
      const deleters = await cast().whoMay((database) => database.doc('users/owner').delete());
      expect([makers, deleters]).toEqual([[], []]);
    });
  });

  describe('sessions/{uid}', () => {
    it('is read by its owner, even with a token that it has ended', async () => {
      const readers = await cast().whoMay((database) => database.doc('sessions/owner').get());
      expect(readers).toEqual(['owner', 'ownerWithEndedSession']);
    });

    it('is watched by its owner before it exists', async () => {
      const readers = await cast().whoMay((database) => database.doc('sessions/stranger').get());
      expect(readers).toEqual(['stranger']);
    });

    it('is not listed by its owner by its very id', async () => {
      const readers = await cast().whoMay((database, uid) =>
        database.collection('sessions').where('__name__', '==', uid).get(),
      );
      expect(readers).toEqual([]);
    });

    it('is listed by nobody', async () => {
      const readers = await cast().whoMay((database) => database.collection('sessions').get());
      expect(readers).toEqual([]);
    });
  });

  describe('designers/{designerId}', () => {
    it('is read by everyone once it is published', async () => {
      const readers = await cast().whoMay((database) => database.doc('designers/published').get());
      expect(readers).toEqual(everyone);
    });

    it('is read by its members before that', async () => {
      const readers = await cast().whoMay((database) => database.doc('designers/draft').get());
      expect(readers).toEqual(['owner', 'guest']);
    });

    it('are listed by everyone who asks for published ones alone', async () => {
      const listers = await cast().whoMay((database) =>
        database
          .collection('designers')
          .where('designerId', 'in', ['published', 'draft'])
          .where('state', '==', 'published')
          .get(),
      );
      expect(listers).toEqual(everyone);
    });

    it('are listed, drafts too, by whoever asks for their own', async () => {
      const listers = await cast().whoMay((database, uid) =>
        database.collection('designers').where('memberUids', 'array-contains', uid).get(),
      );
      expect(listers).toEqual(everyone.filter((who) => !withoutGoodSession.includes(who)));
    });

    it('are not listed without a filter', async () => {
      const listers = await cast().whoMay((database) => database.collection('designers').get());
      expect(listers).toEqual([]);
    });

    it('is written by nobody, not even by its members', async () => {
      const writers = await cast().whoMay((database) =>
        database.doc('designers/published').update({ words: 'Better.' }),
      );
      expect(writers).toEqual([]);
    });
  });
}
