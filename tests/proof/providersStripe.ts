/** A Stripe that is slow or away. IO: Firestore, Stripe's double. */
import { paths } from '@fashionista/domain/paths';
import type { Order } from '@fashionista/domain/order';
import { checkout } from '../../functions/orders/checkout.ts';
import { giveUpOrder } from '../../functions/orders/giveUpOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { extendHold, releasePlaces } from '../../functions/seats/changeOwnHold.ts';
import { succeed } from '@fashionista/domain/errors';
import { stack } from '../support/stack.ts';
import { holdIdFor, nextRequestId, stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { confirmPayment, readDouble, setKnobs } from '../support/stripeDouble.ts';
import { checkClaims, forAll, gather, holdTwo, tellOf, unless, unlessAll } from './crowd.ts';
import type { Buyer } from './crowd.ts';
import type { Scenario, ScenarioStage } from './scenario.ts';

const contact = { name: 'Ada Rossi', email: 'ada@example.com' };
const calmly = 20;

interface Paying extends Buyer {
  clientSecret?: string;
  orderId?: string;
}

/** Pays as far as our side goes; a repeat is the same request. */
async function pay(services: StagedServices, buyer: Paying): Promise<string> {
  const holdId = holdIdFor(buyer.eventId, buyer.caller.uid);
  return tellOf(
    checkout(services, buyer.caller, {
      holdId,
      contact,
      locale: 'en',
      requestId: `${buyer.requestId}-pay` as Buyer['requestId'],
    }).then((result) => {
      if (result.ok) Object.assign(buyer, result.value);
      return result;
    }),
  );
}

const hold = (services: StagedServices, buyers: readonly Buyer[]) =>
  forAll(buyers, calmly, (buyer) => holdTwo(services, buyer));

async function holdAndLetGo(services: StagedServices, buyer: Buyer): Promise<string> {
  const holdId = holdIdFor(buyer.eventId, buyer.caller.uid);
  const held = await holdTwo(services, buyer);
  const extended = await tellOf(extendHold(services, buyer.caller, { holdId, requestId: nextRequestId() }));
  const released = await tellOf(
    releasePlaces(services, buyer.caller, { holdId, requestId: nextRequestId() }),
  );
  return [held, extended, released].every((told) => told === 'done')
    ? 'done'
    : `${held} ${extended} ${released}`;
}

/** Settles once so many calls wait at the double. */
async function awaitStalled(count: number): Promise<void> {
  for (;;) {
    const state = (await (await fetch(`${stack().stripe}/__/state`)).json()) as { stalled: number };
    if (state.stalled >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One order and one intent for each, and no money moved. */
async function checkOneEach(stage: ScenarioStage, buyers: readonly Paying[]): Promise<string[]> {
  const orders = await stage.admin.firestore
    .collection(paths.orders)
    .where('eventId', '==', stage.eventId)
    .get();
  const intents = new Set(orders.docs.map((order) => (order.data() as Order).paymentIntentId));
  const secrets = new Set(buyers.map(({ clientSecret }) => clientSecret));
  const answer = await fetch(`${stack().stripe}/__/state`);
  const { paymentIntents } = (await answer.json()) as {
    paymentIntents: { metadata: { eventId?: string }; amount_received: number }[];
  };
  const mine = paymentIntents.filter(({ metadata }) => metadata.eventId === stage.eventId);
  return [
    ...unless(`${orders.size} orders for ${buyers.length} buyers`, orders.size === buyers.length),
    ...unless(
      `${mine.length} intents at Stripe, ${intents.size} known to us, ${secrets.size} told`,
      [mine.length, intents.size, secrets.size].every((count) => count === buyers.length),
    ),
    ...unless(
      'money moved',
      mine.every((intent) => intent.amount_received === 0),
    ),
  ];
}

const slow: Scenario = {
  title: 'Stripe is slow: no buyer waits behind another’s payment, whether holding or paying',
  run: async (stage) => {
    const services = stageServices({ patience: { firestoreMs: 30_000, stripeMs: 60_000 } });
    const [paying, others] = [
      gather(stage.eventId, stage.buyers, 'payer') as Paying[],
      gather(stage.eventId, Math.min(stage.buyers, 50), 'other'),
    ];
    const held = await hold(services, paying);
    await setKnobs({ stall: true });
    let answered = 0;
    const payments = forAll(paying, paying.length, async (buyer) => {
      const told = await pay(services, buyer);
      answered += 1;
      return told;
    });
    // All of them are at Stripe at the same time: none queues behind another in our process.
    await awaitStalled(paying.length);
    const meanwhile = await forAll(others, calmly, (buyer) => holdAndLetGo(services, buyer));
    const answeredMeanwhile = answered;
    await setKnobs({ stall: false });
    return [
      ...unlessAll('held', held, 'done'),
      ...unlessAll('held, extended and released meanwhile', meanwhile, 'done'),
      ...unless('Stripe answered while it was stalled', answeredMeanwhile === 0),
      ...unlessAll('paid once Stripe answered', await payments, 'done'),
      ...(await checkOneEach(stage, paying)),
      ...(await checkClaims(stage.admin, stage.eventId, paying, 2)),
    ];
  },
};

const away: Scenario = {
  title:
    'Stripe is away: everybody is told that no money moved, places stay held, later buyers are told at once, and the same request pays later',
  run: async (stage) => {
    const services = stageServices({ patience: { firestoreMs: 30_000, stripeMs: 1_000 } });
    const paying = gather(stage.eventId, stage.buyers, 'payer') as Paying[];
    const held = await hold(services, paying);
    await setKnobs({ stall: true });
    const told = await forAll(paying, paying.length, (buyer) => pay(services, buyer));
    const atStripe = await countStalled();
    const toldAgain = await forAll(paying, paying.length, (buyer) => pay(services, buyer));
    const added = (await countStalled()) - atStripe;
    await setKnobs({ stall: false });
    const paid = await forAll(paying, calmly, (buyer) => payUntilBack(services, buyer));
    return [
      ...unlessAll('held', held, 'done'),
      ...unlessAll('while Stripe is away', told, 'unavailable'),
      ...unlessAll('asked again at once', toldAgain, 'unavailable'),
      ...unless(`asking again added ${added} calls at Stripe`, added <= 9),
      ...unlessAll('once Stripe is back', paid, 'done'),
      ...(await checkOneEach(stage, paying)),
      ...(await checkClaims(stage.admin, stage.eventId, paying, 2)),
    ];
  },
};

const countStalled = async (): Promise<number> =>
  ((await (await fetch(`${stack().stripe}/__/state`)).json()) as { stalled: number }).stalled;

/** Asks until the breaker lets calls through again, as a buyer does who presses the button. */
async function payUntilBack(services: StagedServices, buyer: Paying): Promise<string> {
  for (;;) {
    const told = await pay(services, buyer);
    if (told !== 'unavailable') return told;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const giveUp: Scenario = {
  title:
    'Stripe is away when orders are to be given up: places stay until it says that nothing can be charged; who paid gets tickets',
  run: async (stage) => {
    const services = stageServices({ patience: { firestoreMs: 30_000, stripeMs: 1_000 } });
    const all = gather(stage.eventId, 4, 'payer') as Paying[];
    await hold(services, all);
    const paying = await forAll(all, calmly, (buyer) => pay(services, buyer));
    const [paid, ...unpaid] = all;
    if (!paid?.clientSecret) return ['nobody could pay'];
    await confirmPayment(paid.clientSecret);
    await setKnobs({ down: 'refuse' });
    const orderOf = (buyer: Paying) => buyer.orderId as Order['orderId'];
    const giveAllUp = () =>
      forAll(all, calmly, (buyer) =>
        tellOf(giveUpOrder(services, orderOf(buyer), 'cancelled').then(succeed)),
      );
    const told = await giveAllUp();
    const stillHeld = await checkClaims(stage.admin, stage.eventId, all, 2);
    await setKnobs({ down: false });
    for (let told = ['unavailable']; told.includes('unavailable');) told = await giveAllUp();
    await reconcileOrder(services, orderOf(paid));
    const charges = await Promise.all(all.map((buyer) => readDouble(buyer.clientSecret ?? '')));
    const statuses = await Promise.all(
      all.map(async (buyer) => (await services.store.read<Order>(paths.order(orderOf(buyer))))?.data.status),
    );
    return [
      ...unlessAll('checked out', paying, 'done'),
      ...unlessAll('while Stripe is away', told, 'unavailable'),
      ...stillHeld.map((wrong) => `while Stripe is away: ${wrong}`),
      ...unless(
        `statuses ${statuses.join(', ')}`,
        statuses[0] === 'paid' && statuses.slice(1).every((status) => status === 'cancelled'),
      ),
      ...unless(
        'a charge too many or too few',
        charges
          .map((state) => state.charges.filter((charge) => charge.status === 'succeeded').length)
          .join() === ['1', ...unpaid.map(() => '0')].join(),
      ),
      ...(await checkClaims(stage.admin, stage.eventId, [paid], 2)),
    ];
  },
};

export const stripeScenarios: readonly Scenario[] = [slow, away, giveUp];
