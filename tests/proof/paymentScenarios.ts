/**
 * How an order comes to its end at Stripe, with webhooks on the way. Each scenario plays the buyer; what came of it is
 * read off Stripe's books. IO: Stripe's double, the functions' own code in this process.
 */
import type { OrderId } from '@fashionista/domain/ids';
import { cancelOrder } from '../../functions/orders/changeOwnOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import type { Services } from '../../functions/services.ts';
import { stack } from '../support/stack.ts';
import { confirmPayment } from '../support/stripeDouble.ts';
import type { CaseStage } from './caseStage.ts';
import type { Postbag } from './postbag.ts';

export interface Play {
  stage: CaseStage;
  services: Services;
  orderId: OrderId;
  clientSecret: string;
  postbag: Postbag;
  random: () => number;
}

export interface PaymentScenario {
  name: string;
  /** Answers what went wrong. */
  play: (play: Play) => Promise<string[]>;
}

/** Giving up reads and asks about as often before it has Stripe cancel. */
const mostReadsBehind = 12;

async function confirm({ clientSecret }: Play, method: string, wanted: readonly number[]): Promise<string[]> {
  const { status } = await confirmPayment(clientSecret, method);
  return wanted.includes(status) ? [] : [`Stripe answered ${status} to ${method}`];
}

/** Pays while the server is on its way to give up: how far it has come by then is drawn, by reads that go beside it. */
async function confirmMeanwhile(play: Play): Promise<string[]> {
  const { admin } = play.stage;
  const reads = Math.floor(play.random() * mostReadsBehind);
  for (let read = 0; read < reads; read += 1) await admin.firestore.doc(`orders/${play.orderId}`).get();
  return confirm(play, 'pm_card_visa', [200, 400]);
}

/** The buyer gives up. `wanted`: what they may be told. */
async function cancel({ services, stage, orderId }: Play, wanted: readonly string[]): Promise<string[]> {
  const result = await cancelOrder(services, stage.caller, { orderId });
  const told = result.ok ? result.value.status : result.error.code;
  return wanted.includes(told) ? [] : [`cancelling was answered ${told}, not ${wanted.join(' or ')}`];
}

/** Bank debits of the double end all at once, so those who have one take turns. */
let lastDebit: Promise<unknown> = Promise.resolve();
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = lastDebit.then(work);
  // Whoever comes next waits for its end, however it ended.
  lastDebit = Promise.allSettled([mine]);
  return mine;
}

async function settleDebits(): Promise<void> {
  const answer = await fetch(`${stack().stripe}/__/payments/settle`, { method: 'POST' });
  if (!answer.ok) throw new Error(`settling answered ${answer.status}`);
}

async function payByDebit(play: Play): Promise<string[]> {
  const confirmed = await confirm(play, 'pm_success_de', [200]);
  await play.postbag.deliver(play.random());
  const refused = play.random() < 0.5 ? await cancel(play, ['hold-busy']) : [];
  await settleDebits();
  return [...confirmed, ...refused];
}

export const paymentScenarios: readonly PaymentScenario[] = [
  { name: 'paid at once', play: (play) => confirm(play, 'pm_card_visa', [200]) },
  {
    name: 'declined, then paid',
    play: async (play) => {
      const declined = await confirm(play, 'pm_card_visa_chargeDeclined', [402]);
      await play.postbag.deliver(play.random());
      return [...declined, ...(await confirm(play, 'pm_card_visa', [200]))];
    },
  },
  { name: 'processing, then paid', play: (play) => inTurn(() => payByDebit(play)) },
  {
    name: 'paid while being cancelled',
    play: async (play) => {
      const [paid, cancelled] = await Promise.all([
        confirmMeanwhile(play),
        cancel(play, ['cancelled', 'conflict']),
        play.postbag.deliver(play.random()),
      ]);
      return [...paid, ...cancelled];
    },
  },
  {
    name: 'paid as its time runs out',
    play: async (play) => {
      play.stage.setAhead(16);
      const [wrong] = await Promise.all([
        confirmMeanwhile(play),
        reconcileOrder(play.services, play.orderId),
        play.postbag.deliver(play.random()),
      ]);
      return wrong;
    },
  },
  {
    name: 'paid, then cancelled in vain',
    play: async (play) => {
      const paid = await confirm(play, 'pm_card_visa', [200]);
      await play.postbag.deliver(play.random());
      return [...paid, ...(await cancel(play, ['conflict']))];
    },
  },
  {
    name: 'cancelled before it is paid',
    play: async (play) => {
      const cancelled = await cancel(play, ['cancelled']);
      await play.postbag.deliver(play.random());
      return [...cancelled, ...(await confirm(play, 'pm_card_visa', [400]))];
    },
  },
];
