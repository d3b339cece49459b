/** What holds for every path: the house's own records are for admins, and nobody but the server writes. */
import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { documents } from './stage.ts';

/** What people make and delete themselves: `keeping.ts` says how. */
const isTheirOwn = (path: string): boolean => path.includes('/saved/');

const houseRecords = ['notifications/first', 'stripeEvents/evt_1', 'requests/owner_12345678', 'audit/first'];

export function describeHouse(cast: () => Cast): void {
  describe('the house’s own records', () => {
    it.each(houseRecords)('%s is read by admins', async (path) => {
      expect(await cast().whoMay((database) => database.doc(path).get())).toEqual(['admin']);
    });

    it.each(houseRecords)('the collection of %s is listed by admins', async (path) => {
      const collection = path.slice(0, path.indexOf('/'));
      expect(await cast().whoMay((database) => database.collection(collection).get())).toEqual(['admin']);
    });
  });

  describe.each(['unknown/first', 'merges/guest', 'deletions/guest'])(
    'a path that no rule names: %s',
    (path) => {
      it('is read by nobody', async () => {
        expect(await cast().whoMay((database) => database.doc(path).get())).toEqual([]);
      });

      it('is listed by nobody', async () => {
        const collection = path.slice(0, path.indexOf('/'));
        expect(await cast().whoMay((database) => database.collection(collection).get())).toEqual([]);
      });
    },
  );

  describe('nobody but the server writes', () => {
    it.each(Object.keys(documents).filter((path) => !isTheirOwn(path)))('%s', async (path) => {
      const sibling = path.slice(0, path.lastIndexOf('/') + 1);
      const makers = await cast().whoMay((database, uid) => database.doc(`${sibling}new`).set({ uid }));
      const changers = await cast().whoMay((database) => database.doc(path).update({ changed: true }));
      const deleters = await cast().whoMay((database) => database.doc(path).delete());
      expect([makers, changers, deleters]).toEqual([[], [], []]);
    });
  });
}
