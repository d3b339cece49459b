/**
 * The stage of one case: an event and a buyer of its own, processes that live or die on it, and the clock that all of
 * them go by. Queries over all events see this one alone, so that cases with clocks far apart may run side by side.
 * IO: Firestore, Stripe's double.
 */
import type { EventId, HoldId, OrderId, PlaceId, RequestId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import type { PlanIndex } from '@fashionista/domain/plan';
import type Stripe from 'stripe';
import type { Caller } from '../../functions/platform/identity.ts';
import type { Store } from '../../functions/platform/store.ts';
import type { Services } from '../../functions/services.ts';
import { serveStripe } from '../../functions/webhooks/serveStripe.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { crashingServices } from '../support/crashingServices.ts';
import type { CrashingServices } from '../support/crashingServices.ts';
import { callerOf, holdIdFor, nextRequestId, stageServices } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { confirmPayment } from '../support/stripeDouble.ts';
import { openStripe, readEvents, signatureOf } from './money.ts';
import type { SentEvent } from './money.ts';

/** A log that only counts: a proof's output is its own. What calls for people is told to `onAlarm`. */
function quietLog(log: Services['log'], onAlarm: (line: string) => void): Services['log'] {
  const alarms = ['paymentDisagrees', 'paymentUnusable', 'refundNotMade', 'sweepFailed', 'mailFailed'];
  return new Proxy(log, {
    get:
      (_, name) =>
      (...told: unknown[]) => {
        if (alarms.includes(String(name))) onAlarm(`${String(name)}: ${told.map(String).join(' ')}`);
      },
  });
}

/** Queries of whole collections, of one event alone. */
const scopeToEvent = (store: Store, eventId: EventId): Store => ({
  ...store,
  query: (path, options) =>
    store.query(
      path,
      path.includes('/') || options.everywhere
        ? options
        : { ...options, where: [...(options.where ?? []), ['eventId', '==', eventId]] },
    ),
});

export interface CaseStage {
  admin: AdminSdk;
  eventId: EventId;
  index: PlanIndex;
  caller: Caller;
  holdId: HoldId;
  /** Of the step's own request: a buyer who comes back sends it again. */
  requestId: RequestId;
  stripe: Stripe;
  beganMs: number;
  /** What people would have been called for. */
  alarms: string[];
  /** Sets the clock of every process ahead of the real one. */
  setAhead(minutes: number): void;
  /** A new process, that remembers nothing. */
  startProcess(dropsTasks?: boolean): CrashingServices;
}

/** What a test puts between the store and the product, to see that it is caught. */
export type PlantBug = (store: Store) => Store;

/** What all cases of a run have in common. */
export interface Attack {
  admin: AdminSdk;
  plantBug: PlantBug;
}

export async function openCaseStage(
  { admin, plantBug }: Attack,
  name: string,
  isFree: boolean,
): Promise<CaseStage> {
  const { eventId, index, event } = await stageEvent(admin.firestore, { s: ['..........'] });
  if (isFree) {
    const ticketTypes = event.ticketTypes.map((type) => ({ ...type, priceMinor: 0 }));
    await admin.firestore.doc(`events/${eventId}`).update({ ticketTypes });
  }
  let aheadMs = 0;
  const alarms: string[] = [];
  return {
    admin,
    eventId,
    index,
    caller: callerOf(name),
    holdId: holdIdFor(eventId, name),
    requestId: nextRequestId(),
    stripe: openStripe(),
    beganMs: Date.now(),
    alarms,
    setAhead: (minutes) => {
      aheadMs = minutes * 60_000;
    },
    startProcess: (dropsTasks = false) => {
      const base = stageServices();
      return crashingServices(
        {
          ...base,
          clock: () => new Date(Date.now() + aheadMs),
          store: plantBug(scopeToEvent(base.store, eventId)),
          log: quietLog(base.log, (line) => alarms.push(line)),
          // What mails promise is proved elsewhere; here that they go out at all.
          mailer: { ...base.mailer, send: () => Promise.resolve({ ok: true }) },
        },
        dropsTasks,
      );
    },
  };
}

export const placesOf = (...numbers: number[]): PlaceId[] => numbers.map((n) => `s-a-${n}` as PlaceId);
/** Where the mail of this case alone goes. */
export const addressOf = ({ caller, eventId }: CaseStage): string => `${caller.uid}@${eventId}.example.com`;

export const checkoutRequest = (stage: CaseStage, requestId = nextRequestId()) => ({
  holdId: stage.holdId,
  contact: { name: stage.caller.uid, email: addressOf(stage) },
  locale: 'en' as const,
  requestId,
});

export async function readOrders({ admin, eventId }: CaseStage): Promise<Order[]> {
  const found = await admin.firestore.collection('orders').where('eventId', '==', eventId).get();
  return found.docs.map((one) => one.data() as Order);
}

/** The only order there is. */
export async function readOrder(stage: CaseStage): Promise<Order> {
  const [order] = await readOrders(stage);
  if (!order) throw new Error('there is no order yet');
  return order;
}

/** Pays what there is to pay, as the buyer's browser does. Answers whether Stripe took it. */
export async function pay(clientSecret: string): Promise<boolean> {
  return (await confirmPayment(clientSecret)).status === 200;
}

/** Stripe's events about an order's payment. */
export async function eventsOf(stage: CaseStage, { paymentIntentId }: Order): Promise<SentEvent[]> {
  return paymentIntentId === null ? [] : readEvents(stage.stripe, paymentIntentId, stage.beganMs);
}

/** Stripe's webhook, as the function `webhooks` is given it. Answers its status. */
export async function deliver(services: Services, event: SentEvent): Promise<number> {
  let answered = 0;
  const request = {
    method: 'POST',
    path: '/webhooks/stripe',
    rawBody: Buffer.from(event.body),
    get: () => signatureOf(event.body),
  };
  const response = {
    status: (code: number) => {
      answered = code;
      return { send: () => undefined };
    },
  };
  // Of Express it uses no more than this.
  await serveStripe(
    services,
    request as unknown as Parameters<typeof serveStripe>[1],
    response as unknown as Parameters<typeof serveStripe>[2],
  );
  return answered;
}

/** As if the places had been let go before anybody heard of the money: what the protocol rules out, and refunds repair. */
export async function losePlaces(stage: CaseStage, orderId: OrderId): Promise<void> {
  const { admin, eventId, holdId } = stage;
  const batch = admin.firestore.batch();
  const claims = await admin.firestore.collection(`events/${eventId}/claims`).get();
  for (const claim of claims.docs) batch.delete(claim.ref);
  batch.update(admin.firestore.doc(`orders/${orderId}`), { status: 'expired' });
  batch.update(admin.firestore.doc(`holds/${holdId}`), {
    state: 'empty',
    places: [],
    orderId: null,
    expiresAt: null,
  });
  await batch.commit();
}
