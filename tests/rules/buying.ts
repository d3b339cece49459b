/** The rules of holds, orders, money entries and tickets: a buyer's own, and what an event's people see of them. */
import { describe, expect, it } from 'vitest';
import { signedInWithGoodSession } from './cast.ts';
import type { Cast } from './cast.ts';

export function describeBuying(cast: () => Cast): void {
  const readersOf = (path: string) => cast().whoMay((database) => database.doc(path).get());
  /** Who may list what is their own. */
  const listersOfOwn = (path: string) =>
    cast().whoMay((database, uid) => database.collection(path).where('uid', '==', uid).get());
  /** Who may list what is the owner's. */
  const listersOfOwners = (path: string) =>
    cast().whoMay((database) => database.collection(path).where('uid', '==', 'owner').get());

  /** Who may list what is of one event. */
  const listersOfEvents = (path: string) =>
    cast().whoMay((database) => database.collection(path).where('eventId', '==', 'published').get());

  describe('holds/{eventId}_{uid}', () => {
    it('is read by its owner alone', async () => {
      expect(await readersOf('holds/published_owner')).toEqual(['owner']);
    });

    it('is read by a guest whose own it is', async () => {
      expect(await readersOf('holds/published_guest')).toEqual(['guest']);
    });

    it('is watched by its owner before it exists', async () => {
      expect(await readersOf('holds/cancelled_stranger')).toEqual(['stranger']);
    });

    it('is read by nobody where its name has no owner', async () => {
      expect(await readersOf('holds/owner')).toEqual([]);
    });

    it('is listed by nobody, not even one’s own', async () => {
      expect(await listersOfOwn('holds')).toEqual([]);
    });

    it('is listed by nobody by its very name', async () => {
      const listers = await cast().whoMay((database, uid) =>
        database.collection('holds').where('__name__', '==', `published_${uid}`).get(),
      );
      expect(listers).toEqual([]);
    });
  });

  describe('orders/{orderId}', () => {
    it('is read by its owner, the event’s organizers and admins', async () => {
      expect(await readersOf('orders/first')).toEqual(['owner', 'organizer', 'coOrganizer', 'admin']);
    });

    it('is read by a guest whose own it is', async () => {
      expect(await readersOf('orders/of-guest')).toEqual(['guest', 'organizer', 'coOrganizer', 'admin']);
    });

    it('of an event without a team is read by its owner, the organizer and admins', async () => {
      expect(await readersOf('orders/of-cancelled')).toEqual(['owner', 'organizer', 'admin']);
    });

    it('are listed by whoever asks for their own', async () => {
      expect(await listersOfOwn('orders')).toEqual(signedInWithGoodSession);
    });

    it('are listed newest first by whoever asks for their own', async () => {
      const listers = await cast().whoMay((database, uid) =>
        database.collection('orders').where('uid', '==', uid).orderBy('createdAt', 'desc').get(),
      );
      expect(listers).toEqual(signedInWithGoodSession);
    });

    it('of somebody else are listed by admins', async () => {
      expect(await listersOfOwners('orders')).toEqual(['owner', 'admin']);
    });

    it('of an event are listed by admins, not by its organizer', async () => {
      expect(await listersOfEvents('orders')).toEqual(['admin']);
    });

    it('are listed without a filter by admins alone', async () => {
      const listers = await cast().whoMay((database) => database.collection('orders').get());
      expect(listers).toEqual(['admin']);
    });
  });

  describe('orders/{orderId}/entries/{entryId}', () => {
    it('is read by whoever reads the order', async () => {
      expect(await readersOf('orders/first/entries/payment')).toEqual([
        'owner',
        'organizer',
        'coOrganizer',
        'admin',
      ]);
    });

    it('is listed by whoever reads the order', async () => {
      const listers = await cast().whoMay((database) => database.collection('orders/first/entries').get());
      expect(listers).toEqual(['owner', 'organizer', 'coOrganizer', 'admin']);
    });
  });

  describe('tickets/{ticketId}', () => {
    it('is read by its holder and the event’s team', async () => {
      expect(await readersOf('tickets/first_stalls-a-1')).toEqual([
        'owner',
        'organizer',
        'coOrganizer',
        'door',
      ]);
    });

    it('is read by a guest whose own it is', async () => {
      expect(await readersOf('tickets/of-guest')).toEqual(['guest', 'organizer', 'coOrganizer', 'door']);
    });

    it('are listed by whoever asks for their own', async () => {
      expect(await listersOfOwn('tickets')).toEqual(signedInWithGoodSession);
    });

    it('of somebody else are listed by nobody', async () => {
      expect(await listersOfOwners('tickets')).toEqual(['owner']);
    });

    it('of an event are listed by nobody, not by its team', async () => {
      expect(await listersOfEvents('tickets')).toEqual([]);
    });

    it('are listed without a filter by nobody', async () => {
      const listers = await cast().whoMay((database) => database.collection('tickets').get());
      expect(listers).toEqual([]);
    });
  });
}
