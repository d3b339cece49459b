/** The rules of venues, plans, events, boards, shows, teams and claims: what everyone sees, and what only an event's team does. */
import { describe, expect, it } from 'vitest';
import { everyone, withoutGoodSession } from './cast.ts';
import type { Cast, Database } from './cast.ts';

const team = ['organizer', 'coOrganizer', 'door'];

export function describeHappenings(cast: () => Cast): void {
  const readersOf = (path: string) => cast().whoMay((database) => database.doc(path).get());
  const listersOf = (list: (database: Database, uid: string) => { get(): Promise<unknown> }) =>
    cast().whoMay((database, uid) => list(database, uid).get());

  describe('venues and their plans', () => {
    it.each(['venues/hall', 'venues/hall/plans/hall-v1'])('%s is read by everyone', async (path) => {
      expect(await readersOf(path)).toEqual(everyone);
    });

    it.each(['venues', 'venues/hall/plans'])('%s is listed by everyone', async (path) => {
      expect(await listersOf((database) => database.collection(path))).toEqual(everyone);
    });
  });

  describe('events/{eventId}', () => {
    it.each(['events/published', 'events/cancelled'])('%s is read by everyone', async (path) => {
      expect(await readersOf(path)).toEqual(everyone);
    });

    it('a draft is read by its team and by admins', async () => {
      expect(await readersOf('events/draft')).toEqual([...team, 'admin']);
    });

    it('are listed by everyone who asks for published and cancelled ones alone', async () => {
      const listers = await listersOf((database) =>
        database.collection('events').where('state', 'in', ['published', 'cancelled']),
      );
      expect(listers).toEqual(everyone);
    });

    it('are listed by everyone who asks for published ones, by time', async () => {
      const listers = await listersOf((database) =>
        database.collection('events').where('state', '==', 'published').orderBy('startsAt'),
      );
      expect(listers).toEqual(everyone);
    });

    it('are listed without a filter by admins alone', async () => {
      expect(await listersOf((database) => database.collection('events'))).toEqual(['admin']);
    });

    it('are not listed where drafts are asked for among others', async () => {
      const listers = await listersOf((database) =>
        database.collection('events').where('state', 'in', ['published', 'draft']),
      );
      expect(listers).toEqual(['admin']);
    });

    it('are listed, drafts too, by whoever asks for those of their own teams', async () => {
      const listers = await listersOf((database, uid) =>
        database.collection('events').where('teamUids', 'array-contains', uid),
      );
      expect(listers).toEqual(everyone.filter((who) => !withoutGoodSession.includes(who)));
    });

    it('are not listed by somebody else’s team', async () => {
      const listers = await listersOf((database) =>
        database.collection('events').where('teamUids', 'array-contains', 'organizer'),
      );
      expect(listers).toEqual(['organizer', 'admin']);
    });
  });

  describe('events/{eventId}/boards/{sectionId}', () => {
    it.each(['published', 'cancelled'])('of a %s event is read by everyone', async (eventId) => {
      expect(await readersOf(`events/${eventId}/boards/stalls`)).toEqual(everyone);
    });

    it('of a draft is read by its team and by admins', async () => {
      expect(await readersOf('events/draft/boards/stalls')).toEqual([...team, 'admin']);
    });

    it('are listed by everyone who proves by a filter that the event is for everyone', async () => {
      const listers = await listersOf((database) =>
        database.collection('events/published/boards').where('eventState', 'in', ['published', 'cancelled']),
      );
      expect(listers).toEqual(everyone);
    });

    it('are listed without a filter by the team and by admins', async () => {
      const listers = await listersOf((database) => database.collection('events/draft/boards'));
      expect(listers).toEqual([...team, 'admin']);
    });
  });

  describe('events/{eventId}/shows/{showId}', () => {
    it.each(['published', 'cancelled'])('of a %s event is read by everyone', async (eventId) => {
      expect(await readersOf(`events/${eventId}/shows/first`)).toEqual(everyone);
    });

    it('of a draft is read by its team and by admins', async () => {
      expect(await readersOf('events/draft/shows/first')).toEqual([...team, 'admin']);
    });

    it('are listed by everyone who proves by a filter that the event is for everyone', async () => {
      const listers = await listersOf((database) =>
        database.collection('events/published/shows').where('eventState', '==', 'published'),
      );
      expect(listers).toEqual(everyone);
    });

    it('are listed without a filter by the team and by admins', async () => {
      const listers = await listersOf((database) => database.collection('events/draft/shows'));
      expect(listers).toEqual([...team, 'admin']);
    });

    it('is written by nobody', async () => {
      const writers = await cast().whoMay((database) =>
        database.doc('events/published/shows/first').update({ title: 'Mine' }),
      );
      expect(writers).toEqual([]);
    });
  });

  describe('events/{eventId}/team/{uid}', () => {
    it.each(['published', 'draft'])(
      'of a %s event is read and listed by the team and by admins',
      async (id) => {
        expect(await readersOf(`events/${id}/team/door`)).toEqual([...team, 'admin']);
        const listers = await listersOf((database) => database.collection(`events/${id}/team`));
        expect(listers).toEqual([...team, 'admin']);
      },
    );

    it('is written by nobody, not even by its organizers', async () => {
      const writers = await cast().whoMay((database, uid) =>
        database.doc(`events/published/team/${uid}`).set({ uid, role: 'organizer' }),
      );
      expect(writers).toEqual([]);
    });
  });

  describe('events/{eventId}/claims/{placeId}', () => {
    it('is read by nobody', async () => {
      expect(await readersOf('events/published/claims/stalls-a-1')).toEqual([]);
    });

    it('is listed by nobody, not even one’s own', async () => {
      const listers = await listersOf((database, uid) =>
        database.collection('events/published/claims').where('uid', '==', uid),
      );
      expect(listers).toEqual([]);
    });
  });

  describe('events/{eventId}/viewers/{slot}', () => {
    it('is read and listed by nobody', async () => {
      expect(await readersOf('events/published/viewers/0')).toEqual([]);
      expect(await listersOf((database) => database.collection('events/published/viewers'))).toEqual([]);
    });
  });
}
