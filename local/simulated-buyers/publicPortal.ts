/**
 * The portal as a simulated buyer meets it: what every browser may read of Firestore under the rules, plans, actions with a
 * guest's token, and the payment form's call to Stripe's double. Actions are called by the web app's own client, repeats and
 * time-outs included. It never writes Firestore.
 * IO: Firestore, HTTP.
 */
import { initializeApp } from 'firebase/app';
import {
  collection,
  connectFirestoreEmulator,
  getDocs,
  getFirestore,
  limit,
  orderBy,
  query,
  where,
} from 'firebase/firestore/lite';
import type { Firestore, QueryConstraint } from 'firebase/firestore/lite';
import * as v from 'valibot';
import type { Board } from '@fashionista/domain/board';
import { checkSaleOpen } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, OrderId, PlanId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { indexPlan, seatPlanSchema } from '@fashionista/domain/plan';
import type { PlanIndex } from '@fashionista/domain/plan';
import { createApi } from '../../web/src/lib/platform/api.ts';
import type { Api } from '../../web/src/lib/platform/api.ts';
import { ServerClock } from '../../web/src/lib/platform/clock.ts';
import { withDates } from '../../web/src/lib/platform/timestamps.ts';
import { openGuestAccount } from './guestAccount.ts';
import type { GuestAccount } from './guestAccount.ts';
import { payAtDouble } from './payAtDouble.ts';
import type { BankAnswer, Payment } from './payAtDouble.ts';

export interface PortalPlaces {
  projectId: string;
  apiKey: string;
  /** Origins. */
  portal: string;
  auth: string;
  firestore: string;
  stripe: string;
}

export interface BuyerAccess {
  account: GuestAccount;
  api: Api;
}

const timeoutMs = 10_000;
/** More than one place ever has on sale at once. */
const mostEvents = 500;
const mostPlans = 40;

export class PublicPortal {
  readonly #places: PortalPlaces;
  readonly #firestore: Firestore;
  readonly #clock = new ServerClock();
  /** Plans never change; the oldest makes room. */
  readonly #plans = new Map<PlanId, PlanIndex>();

  constructor(places: PortalPlaces) {
    this.#places = places;
    const { projectId, apiKey } = places;
    this.#firestore = getFirestore(initializeApp({ projectId, apiKey }));
    const { hostname, port } = new URL(places.firestore);
    connectFirestoreEmulator(this.#firestore, hostname, Number(port));
  }

  /** The server's time, as well as it is known. */
  now(): Date {
    return this.#clock.now();
  }

  /** Published events that still sell, soonest first. Rejects where Firestore cannot be reached. */
  async readEventsOnSale(): Promise<FashionEvent[]> {
    const events = await this.#read<FashionEvent>(paths.events, [
      where('state', '==', 'published'),
      where('endsAt', '>', this.now()),
      orderBy('endsAt', 'asc'),
      limit(mostEvents),
    ]);
    return events
      .filter((event) => checkSaleOpen(event, this.now()).ok)
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  }

  readBoards(eventId: EventId): Promise<Board[]> {
    return this.#read<Board>(paths.boards(eventId), [where('eventState', '==', 'published')]);
  }

  /** Rejects where there is no such plan, or no answer. */
  async readPlan(planId: PlanId): Promise<PlanIndex> {
    const known = this.#plans.get(planId);
    if (known) return known;
    const answer = await fetch(`${this.#places.portal}/api/plans/${encodeURIComponent(planId)}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`The plan ${planId} was answered with ${answer.status}`);
    const index = indexPlan(v.parse(seatPlanSchema, await answer.json()));
    const oldest = this.#plans.keys().next().value;
    if (this.#plans.size >= mostPlans && oldest !== undefined) this.#plans.delete(oldest);
    this.#plans.set(planId, index);
    return index;
  }

  async openBuyer(): Promise<BuyerAccess> {
    const account = await openGuestAccount(this.#places.auth, this.#places.apiKey);
    const api = createApi({
      getToken: (fresh) => account.getToken(fresh),
      clock: this.#clock,
      fetch: (path, init) => fetch(new URL(path, this.#places.portal), init),
    });
    return { account, api };
  }

  /** Pays with a card to which the bank gives this answer. */
  pay(clientSecret: string, bankAnswer: BankAnswer, orderId: OrderId): Promise<Payment> {
    const returnUrl = `${this.#places.portal}/orders/${orderId}`;
    return payAtDouble(this.#places.stripe, clientSecret, bankAnswer, returnUrl);
  }

  async #read<Value>(path: string, constraints: QueryConstraint[]): Promise<Value[]> {
    const { docs } = await getDocs(query(collection(this.#firestore, path), ...constraints));
    return docs.map((document) => withDates(document.data()) as Value);
  }
}
