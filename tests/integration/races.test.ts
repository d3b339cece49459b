/**
 * DESIGN's races, each driven to both orders: one side is stopped just before its commit, the other runs whole, then
 * the first goes on. The commits are real ones on the real emulator; Stripe's double keeps its webhooks to itself, so
 * that only the two sides race.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HoldAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, HoldId, OrderId, PlaceId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import { checkout } from '../../functions/orders/checkout.ts';
import { giveUpOrder } from '../../functions/orders/giveUpOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { refundOrder } from '../../functions/orders/refundOrder.ts';
import { applyPayment } from '../../functions/orders/sellOrder.ts';
import { expireHold } from '../../functions/seats/changeHold.ts';
import { extendHold, releasePlaces } from '../../functions/seats/changeOwnHold.ts';
import { holdPlaces } from '../../functions/seats/holdPlaces.ts';
import { writesTo } from '../support/gatedStore.ts';
import { callerOf, holdIdFor, nextRequestId } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { confirmPayment, readDouble, setKnobs } from '../support/stripeDouble.ts';
import { openQuietStage } from '../support/quietStage.ts';

const { admin, services } = openQuietStage();
let eventId: EventId;
let holdId: HoldId;

const uid = 'racer';
const caller = callerOf(uid);
const contact = { name: 'Ada Rossi', email: 'ada@example.com' };

beforeEach(async () => {
  ({ eventId } = await stageEvent(admin.firestore, { s: ['..........', '..........'] }));
  holdId = holdIdFor(eventId, uid);
});
afterEach(async () => {
  services.setAhead(0);
  await expectClaimsAndHoldsAgree();
});

const take = (places: string[], by = caller, requestId = nextRequestId()) =>
  holdPlaces(services, by, { eventId, places: places as PlaceId[], requestId });
/** What whoever meets the hold does: its task, the sweep, a buyer who wants its places. */
async function expire(): Promise<void> {
  const hold = await services.store.read<Hold>(paths.hold(holdId));
  if (hold) await expireHold(services, hold);
}
const extend = () => extendHold(services, caller, { holdId, requestId: nextRequestId() });
const pay = () => checkout(services, caller, { holdId, contact, locale: 'en', requestId: nextRequestId() });

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.error.code);
const placesOf = (result: Result<HoldAnswer>) => valueOf(result).places.map((place) => place.placeId);

const readHold = async () => (await admin.firestore.doc(paths.hold(holdId)).get()).data() as Hold;
const readOrder = async (orderId: OrderId) =>
  (await admin.firestore.doc(paths.order(orderId)).get()).data() as Order;
const readClaims = async () =>
  (await admin.firestore.collection(paths.claims(eventId)).get()).docs.map((claim) => claim.data());
const readTickets = async (orderId: OrderId) =>
  (await admin.firestore.collection('tickets').where('orderId', '==', orderId).get()).docs.map(
    ({ id }) => id,
  );

/** After every race: each held claim is listed by its hold, and each listed place has its claim. */
async function expectClaimsAndHoldsAgree(): Promise<void> {
  const holds = (await admin.firestore.collection('holds').where('eventId', '==', eventId).get()).docs;
  const listed = holds.flatMap((hold) =>
    (hold.data() as Hold).places.map((place) => `${hold.id} ${place.placeId}`),
  );
  const held = (await readClaims())
    .filter((claim) => claim.state === 'held')
    .map((claim) => `${String(claim.holdId)} ${String(claim.placeId)}`);
  expect(held.toSorted()).toEqual(listed.toSorted());
}

/** Runs `first` up to its commit of the hold, then `second` whole, then lets `first` go on. */
async function overtake<First, Second>(first: () => Promise<First>, second: () => Promise<Second>) {
  const gate = services.store.stopNext(writesTo(paths.hold(holdId)));
  const stopped = first();
  await gate.reached;
  const secondResult = await second();
  gate.open();
  return { first: await stopped, second: secondResult };
}

describe('two buyers after one seat', () => {
  it('the one who commits first has it; the other, stopped before committing, is refused and offered another', async () => {
    const other = callerOf('rival');
    const { first, second } = await overtake(
      () => take(['s-a-1', 's-a-2']),
      () => take(['s-a-1', 's-a-2'], other),
    );
    expect(codeOf(second)).toBe('done');
    expect(first).toMatchObject({
      error: { code: 'seat-taken', details: { taken: ['s-a-1', 's-a-2'], nearest: ['s-b-1', 's-b-2'] } },
    });
  });
});

describe('[H2] [H4] extend against expiry', () => {
  beforeEach(async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
  });

  it('expiry first: the extension is refused', async () => {
    const { first } = await overtake(extend, async () => {
      services.setAhead(11);
      await expire();
    });
    expect(codeOf(first)).toBe('hold-expired');
    expect(await readClaims()).toEqual([]);
  });

  it('extension first: the expiry does nothing', async () => {
    services.setAhead(11);
    const { second } = await overtake(
      () => expire(),
      () => {
        services.setAhead(0);
        return extend();
      },
    );
    expect(codeOf(second)).toBe('done');
    expect(await readHold()).toMatchObject({ state: 'held', extensions: 1 });
    expect(await readClaims()).toHaveLength(2);
  });
});

describe('[H2] two expiries of one hold', () => {
  it('the slower changes nothing, even when its places have a new buyer by then', async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
    services.setAhead(11);
    const rival = callerOf('rival');
    const { second } = await overtake(
      () => expire(),
      async () => {
        await expire();
        return take(['s-a-1', 's-a-2'], rival);
      },
    );
    expect(codeOf(second)).toBe('done');
    expect((await readClaims()).map((claim) => claim.uid as string)).toEqual(['rival', 'rival']);
  });
});

describe('[P2] [H10] add against checkout', () => {
  beforeEach(async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
  });

  it('checkout first: the add is refused, and the order is of what was held', async () => {
    const { first, second } = await overtake(() => take(['s-a-3', 's-a-4']), pay);
    expect(codeOf(first)).toBe('hold-busy');
    expect(valueOf(second).lines).toHaveLength(2);
    expect(await readClaims()).toHaveLength(2);
  });

  it('add first: the order is of all that is held', async () => {
    const { first, second } = await overtake(pay, () => take(['s-a-3', 's-a-4']));
    expect(placesOf(second)).toHaveLength(4);
    expect(valueOf(first).lines).toHaveLength(4);
    expect(valueOf(first).amountMinor).toBe(20_000);
  });
});

describe('[P2] [H2] checkout against expiry', () => {
  beforeEach(async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
  });

  it('expiry first: no order is made', async () => {
    const { first } = await overtake(pay, async () => {
      services.setAhead(11);
      await expire();
    });
    expect(codeOf(first)).toBe('hold-expired');
    const orders = await admin.firestore.collection('orders').where('eventId', '==', eventId).get();
    expect(orders.size).toBe(0);
  });

  it('checkout first: the places stay for as long as may be paid', async () => {
    services.setAhead(11);
    const { second } = await overtake(
      () => expire(),
      () => {
        services.setAhead(0);
        return pay();
      },
    );
    expect(codeOf(second)).toBe('done');
    expect(await readHold()).toMatchObject({ state: 'paying' });
    expect(await readClaims()).toHaveLength(2);
  });

  it('[P3] two checkouts of one hold make one order', async () => {
    const { first, second } = await overtake(pay, pay);
    expect(valueOf(first).orderId).toBe(valueOf(second).orderId);
    expect(valueOf(first).clientSecret).toBe(valueOf(second).clientSecret);
  });
});

describe('[P4] [P5] payment against the end of the time to pay', () => {
  let orderId: OrderId;
  let clientSecret: string;
  beforeEach(async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
    ({ orderId, clientSecret } = valueOf(await pay()));
  });

  it('the money comes while giving up, before the cancel: the places are sold', async () => {
    await confirmPayment(clientSecret);
    services.setAhead(16);
    expect(await reconcileOrder(services, orderId)).toBe('paid');
    expect(await readTickets(orderId)).toHaveLength(2);
    expect((await readDouble(clientSecret)).refunds).toEqual([]);
  });

  it('[P5] a payment that takes days keeps its places, and is not asked after at every sweep', async () => {
    await setKnobs({ processingMs: 600_000 });
    await confirmPayment(clientSecret, 'pm_success_de');
    services.setAhead(16);
    expect(await reconcileOrder(services, orderId)).toBe('awaiting-payment');
    expect(await readClaims()).toHaveLength(2);
    const { expiresAt } = (await services.store.read<Hold>(paths.hold(holdId)))?.data ?? {};
    expect(expiresAt?.getTime()).toBeGreaterThan(services.clock().getTime() + 9 * 60_000);
    await setKnobs({ processingMs: 2_000 });
  });

  it('giving up commits first: Stripe has cancelled, and nothing can be charged any more', async () => {
    services.setAhead(16);
    expect(await reconcileOrder(services, orderId)).toBe('expired');
    expect((await confirmPayment(clientSecret)).status).toBe(400);
    expect((await readDouble(clientSecret)).charges).toEqual([]);
    expect(await readClaims()).toEqual([]);
  });

  it('a sale overtakes a giving up that was about to commit: it stays sold', async () => {
    const gate = services.store.stopNext(
      (writes) => writesTo(paths.order(orderId))(writes) && writes.some((write) => write.kind === 'delete'),
    );
    const givingUp = giveUpOrder(services, orderId, 'cancelled');
    await gate.reached;
    // Only what the protocol rules out could pay now: Stripe has cancelled. The sale is made all the same.
    await applyPayment(services, orderId, {
      paymentIntentId: 'pi_race',
      amountMinor: 10_000,
      currency: 'EUR',
    });
    gate.open();
    expect(await givingUp).toBe('paid');
    expect(await readOrder(orderId)).toMatchObject({ status: 'paid' });
    expect(await readTickets(orderId)).toHaveLength(2);
  });

  it('[P6] money that came for places that are gone goes back, once', async () => {
    await confirmPayment(clientSecret);
    // As if Stripe's cancel had been answered before the money came: the places go, then the money is heard of.
    await admin.firestore.doc(paths.order(orderId)).update({ status: 'expired' });
    const hold = await readHold();
    await admin.firestore
      .doc(paths.hold(holdId))
      .update({ state: 'empty', places: [], orderId: null, expiresAt: null });
    await Promise.all(
      hold.places.map((place) => admin.firestore.doc(paths.claim(eventId, place.placeId)).delete()),
    );
    const { paymentIntentId } = await readOrder(orderId);
    const payment = { paymentIntentId: paymentIntentId ?? '', amountMinor: 10_000, currency: 'EUR' };
    await Promise.all([applyPayment(services, orderId, payment), applyPayment(services, orderId, payment)]);
    await Promise.all([refundOrder(services, orderId), refundOrder(services, orderId)]);
    expect(await readOrder(orderId)).toMatchObject({ status: 'refunded', refundPending: false });
    expect((await readDouble(clientSecret)).refunds).toMatchObject([{ amount: 10_000 }]);
    expect(await readTickets(orderId)).toEqual([]);
    const entries = await admin.firestore.collection(`orders/${orderId}/entries`).get();
    expect(entries.docs.map(({ id }) => id)).toEqual(['refund', 'refund-due']);
  });

  it('[P4] two who hear of the payment at once sell once', async () => {
    await confirmPayment(clientSecret);
    const { first, second } = await overtake(
      () => reconcileOrder(services, orderId),
      () => reconcileOrder(services, orderId),
    );
    expect([first, second]).toEqual(['paid', 'paid']);
    expect(await readHold()).toMatchObject({ state: 'empty', bought: 2 });
    expect(await readTickets(orderId)).toHaveLength(2);
  });
});

describe('[H9] a commit whose answer is lost', () => {
  it('that happened is found by its request id: answered as done, and not done twice', async () => {
    services.store.loseNextAnswer(writesTo(paths.hold(holdId)));
    expect(placesOf(await take(['s-a-1', 's-a-2']))).toEqual(['s-a-1', 's-a-2']);
    services.store.loseNextAnswer(writesTo(paths.hold(holdId)));
    expect(valueOf(await extend()).extensionsLeft).toBe(1);
    expect(await readHold()).toMatchObject({ extensions: 1 });
    services.store.loseNextAnswer(writesTo(paths.hold(holdId)));
    const places = ['s-a-1', 's-a-2'] as PlaceId[];
    const released = await releasePlaces(services, caller, { holdId, places, requestId: nextRequestId() });
    expect(placesOf(released)).toEqual([]);
  });

  it('that did not happen is done again', async () => {
    services.store.loseNextCommit(writesTo(paths.hold(holdId)));
    expect(placesOf(await take(['s-a-1', 's-a-2']))).toEqual(['s-a-1', 's-a-2']);
    expect(await readClaims()).toHaveLength(2);
  });

  it('of a checkout: one order, whichever answer was lost', async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
    services.store.loseNextAnswer(writesTo(paths.hold(holdId)));
    const { orderId } = valueOf(await pay());
    expect(valueOf(await pay()).orderId).toBe(orderId);
    const orders = await admin.firestore.collection('orders').where('eventId', '==', eventId).get();
    expect(orders.size).toBe(1);
  });

  it('of a sale: sold once', async () => {
    valueOf(await take(['s-a-1', 's-a-2']));
    const { orderId, clientSecret } = valueOf(await pay());
    await confirmPayment(clientSecret);
    services.store.loseNextAnswer(writesTo(paths.hold(holdId)));
    expect(await reconcileOrder(services, orderId)).toBe('paid');
    expect(await readHold()).toMatchObject({ bought: 2, state: 'empty' });
  });
});
