/**
 * A guest merged while both still act: each race driven to both orders, and many at once at random. After each no place, order,
 * ticket or money is lost or doubled, and nothing is the guest's.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, OrderId, PlaceId } from '@fashionista/domain/ids';
import type { Merge } from '@fashionista/domain/merge';
import { paths } from '@fashionista/domain/paths';
import { mergeGuest } from '../../functions/accounts/merge/mergeGuest.ts';
import { sweep } from '../../functions/background/sweep.ts';
import { cancelOrder } from '../../functions/orders/changeOwnOrder.ts';
import { checkout } from '../../functions/orders/checkout.ts';
import { giveUpOrder } from '../../functions/orders/giveUpOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { extendHold, releasePlaces } from '../../functions/seats/changeOwnHold.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import { composeServices } from '../../functions/services.ts';
import type { Services } from '../../functions/services.ts';
import { seedRandom } from '../../local/seed/seededRandom.ts';
import { checkMoney, readMoney } from '../proof/money.ts';
import { checkEnded, readShownWorld, readWorld } from '../proof/world.ts';
import { buy, checkOut, contact, take, valueOf } from '../support/buyerSteps.ts';
import { writesTo } from '../support/gatedStore.ts';
import {
  awaitPending,
  countOf,
  endMerge,
  expectNothingLost,
  holdOf,
  memberCaller,
  mergeBy,
  mergeRequest,
  placesOf,
  stageMerge,
  ticketsOf,
} from '../support/mergeStage.ts';
import type { MergeStage } from '../support/mergeStage.ts';
import { createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { callerOf, holdIdFor, nextRequestId, stageServices } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { confirmPayment } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';
import { openQuietStage } from '../support/quietStage.ts';

const { admin, services } = openQuietStage();
let stage: MergeStage;
let guest: SignedInUser;
let member: Member;
let eventId: EventId;

beforeEach(async () => {
  stage = await stageMerge(admin);
  ({ guest, member, eventId } = stage);
});
afterEach(async () => {
  services.setAhead(0);
  await expectNothingLost(admin, stage.staged);
});

const merge = (by: Services = services) => mergeBy(by, stage);

describe('what is under way while a guest is merged', () => {
  const atHold = () => services.store.stopNext(writesTo(paths.hold(holdIdFor(eventId, guest.uid))));
  /** Runs `first` up to its commit of the guest's hold, then `second` whole, then lets `first` go on. */
  async function overtake<First>(
    first: () => Promise<First>,
    second: () => Promise<unknown>,
  ): Promise<First | Error> {
    const gate = atHold();
    const stopped = first().catch((error: unknown) => error as Error);
    await gate.reached;
    await second();
    gate.open();
    return stopped;
  }
  const request = () => ({ holdId: holdIdFor(eventId, guest.uid), requestId: nextRequestId() });
  const byGuest = () => callerOf(guest.uid);

  const one = ['s-a-1'] as PlaceId[];
  const acts: [string, () => Promise<unknown>, Partial<Hold>][] = [
    [
      'a hold of more places',
      () => take(services, guest.uid, eventId, ['s-a-3', 's-a-4']),
      { places: Array(4).fill(expect.anything()) },
    ],
    [
      'a release',
      () => releasePlaces(services, byGuest(), { ...request(), places: one }),
      { places: [expect.objectContaining({ placeId: 's-a-2' })] },
    ],
    ['an extension', () => extendHold(services, byGuest(), request()), { extensions: 1 }],
    ['a checkout', () => checkOut(services, guest.uid, eventId), { state: 'paying' }],
  ];
  describe.each(acts)('%s of the guest’s', (_, act, left) => {
    beforeEach(async () => {
      await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    });

    it('that comes after the merge finds nothing of the guest’s; what it makes all the same goes along', async () => {
      await overtake(act, merge);
      await endMerge(services, stage);
      expect((await placesOf(admin, eventId, member.uid))?.slice(0, 2)).toEqual(['s-a-1', 's-a-2']);
    });

    it('that comes first is merged', async () => {
      await overtake(merge, act);
      await endMerge(services, stage);
      const { holds } = await readWorld(admin.firestore, eventId);
      expect(holds.filter(({ uid }) => uid !== member.uid)).toEqual([]);
      expect(await holdOf(admin, eventId, member.uid)).toMatchObject(left);
    });
  });

  describe('a payment', () => {
    let open: { orderId: OrderId; clientSecret: string };
    beforeEach(async () => {
      await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
      open = await checkOut(services, guest.uid, eventId);
      await confirmPayment(open.clientSecret);
    });

    it('that is about to sell to the guest sells to the account', async () => {
      expect(await overtake(() => reconcileOrder(services, open.orderId), merge)).toBe('paid');
      expect(await ticketsOf(admin, member.uid)).toHaveLength(2);
      await endMerge(services, stage);
    });

    it('that sells while the merge is about to move its hold is the account’s in the end', async () => {
      await overtake(merge, () => reconcileOrder(services, open.orderId));
      await awaitPending(services, guest.uid);
      expect(await ticketsOf(admin, member.uid)).toHaveLength(2);
      await endMerge(services, stage);
    });

    it('that read the order before it was moved, and its hold after, still sells', async () => {
      const { store } = services;
      let isMoved = false;
      const late: Services = {
        ...services,
        store: {
          ...store,
          read: async <T>(path: string) => {
            const read = await store.read<T>(path);
            if (path === paths.order(open.orderId) && !isMoved) {
              isMoved = true;
              await merge();
            }
            return read;
          },
        },
      };
      expect(await giveUpOrder(late, open.orderId, 'cancelled')).toBe('paid');
      expect(await ticketsOf(admin, member.uid)).toHaveLength(2);
    });
  });
});

describe('many guests merged at once, while all of them go on at random', () => {
  const pairs = 10;
  const actsEach = 7;

  it('lose no place, ticket or money, and keep nothing', { timeout: 120_000 }, async () => {
    const rows = ['..........', '..........', '..........', '..........', '..........'];
    const crowded = await stageEvent(admin.firestore, { s: rows });
    const { eventId: id } = crowded;
    const instances = [services, stageServices()] as const;
    const merged = { holds: 0, orders: 0, tickets: 0 };
    const guests: string[] = [];

    const live = async (pair: number): Promise<void> => {
      const random = seedRandom(`storm ${pair}`);
      const [one, other] = await Promise.all([createGuest(), createMember(admin.auth)]);
      guests.push(one.uid);
      const orders: { orderId: OrderId; clientSecret: string; uid: string }[] = [];
      const mergesAt = random.integer(2, actsEach - 2);
      const act = async (by: Services, uid: string): Promise<void> => {
        const holdId = holdIdFor(id, uid);
        const requestId = nextRequestId();
        const last = orders.at(-1);
        const choice = random.integer(0, 9);
        if (choice <= 3) {
          const quantity = random.integer(1, 4);
          await holdPlaces(by, callerOf(uid), { eventId: id, quantity, requestId });
        } else if (choice <= 6) {
          const request = { holdId, contact, locale: 'en' as const, requestId };
          const made = await checkout(by, callerOf(uid), request);
          if (made.ok) orders.push({ ...made.value, uid });
          if (made.ok && random.next() < 0.7) await confirmPayment(made.value.clientSecret);
        } else if (choice === 7) await releasePlaces(by, callerOf(uid), { holdId, requestId });
        else if (last && choice === 8) await cancelOrder(by, callerOf(last.uid), { orderId: last.orderId });
        else if (last) await reconcileOrder(by, last.orderId);
      };
      const meet = (uid: string) => act(instances[random.integer(0, 1)] ?? services, uid);
      for (let turn = 0; turn < actsEach; turn += 1) {
        const joining =
          turn === mergesAt
            ? mergeGuest(instances[1], memberCaller(other.uid), mergeRequest(one.token))
            : undefined;
        // Who is refused is refused; nothing may fail.
        const [result] = await Promise.all([joining, meet(one.uid), meet(other.uid)]);
        if (result) valueOf(result);
      }
    };
    // One of them is calm: whatever the others' chance, a hold, an order and its tickets go along amid the storm.
    const [calm, joined] = await Promise.all([createGuest(), createMember(admin.auth)]);
    guests.push(calm.uid);
    await buy(services, admin, calm.uid, id, ['s-a-1', 's-a-2']);
    await take(services, calm.uid, id, ['s-b-1', 's-b-2']);
    const [calmly] = await Promise.all([
      mergeGuest(services, memberCaller(joined.uid), mergeRequest(calm.token)),
      ...Array.from({ length: pairs }, (_, pair) => live(pair)),
    ]);
    valueOf(calmly);

    /** A process of its own, so many minutes later. */
    const sweepAt = async (minutes: number) => {
      const clock = () => new Date(Date.now() + minutes * 60_000);
      await sweep(composeServices({ ...stageServices(), clock }));
    };
    for (const minutes of [20, 21, 22, 23]) await sweepAt(minutes);
    for (const uid of guests) await awaitPending(services, uid);
    for (const minutes of [24, 25]) await sweepAt(minutes);
    for (const uid of guests) {
      const record = (await admin.firestore.doc(`merges/${uid}`).get()).data() as Merge;
      expect(record.state).toBe('done');
      expect(await countOf(admin, uid)).toBe(0);
      merged.holds += record.merged.holds;
      merged.orders += record.merged.orders;
      merged.tickets += record.merged.tickets;
    }
    const world = await readShownWorld(admin.firestore, id, crowded.index);
    expect(checkEnded(world)).toEqual([]);
    await expectNothingLost(admin, crowded);
    const money = await readMoney();
    expect(world.orders.flatMap((order) => checkMoney(order, money.get(order.orderId)))).toEqual([]);
    expect(Math.min(merged.holds, merged.orders, merged.tickets)).toBeGreaterThan(0);
  });
});
