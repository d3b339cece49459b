/**
 * One visit of a simulated buyer: looks at a hall, then carries out the steps that their mind names (`buyerMind.ts`), with
 * thought between them. What happens on the way is told, one word each; a refusal is part of life, no answer at all is
 * *trouble*.
 * Rules: between two steps it stops when asked; what it then holds or has begun to pay is told, so that it can be let go.
 * IO: the public portal.
 */
import { randomUUID } from 'node:crypto';
import type { CheckoutAnswer } from '@fashionista/domain/actions';
import type { AnyPortalError } from '@fashionista/domain/errors';
import type { Board } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import { holdIdOf } from '@fashionista/domain/ids';
import type { HoldId, OrderId, PlaceId, ViewerId } from '@fashionista/domain/ids';
import { locales } from '@fashionista/domain/locale';
import type { SeededRandom } from '../seed/seededRandom.ts';
import { nextStep } from './buyerMind.ts';
import type { BuyerMind, BuyerStep } from './buyerMind.ts';
import { roomIn } from './chooseHall.ts';
import { choosePlaces } from './choosePlaces.ts';
import type { BankAnswer } from './payAtDouble.ts';
import type { BuyerAccess, PublicPortal } from './publicPortal.ts';

export const happenings = [
  'held',
  'released',
  'extended',
  'paid',
  'declined',
  'gaveUp',
  'leftToExpire',
  'refused',
] as const;
export type Happening = (typeof happenings)[number];

/** What a visit leaves behind: a hold that runs, or an order that is still to be paid. */
export interface LeftOver {
  holdId: HoldId;
  /** Milliseconds since 1970, by the server's clock. */
  expiresAtMs: number;
  orderId?: OrderId;
}

export interface VisitParts {
  portal: PublicPortal;
  access: BuyerAccess;
  /** Stands in their name and address. */
  number: number;
  event: FashionEvent;
  mind: BuyerMind;
  random: SeededRandom;
  /** Resolves after a while of thought; `false` when they are asked to stop. */
  think: () => Promise<boolean>;
  tell: (happening: Happening) => void;
}

/** The portal did not answer, or failed: whoever sends buyers should wait. */
export class PortalTrouble extends Error {}

/** How often they look whether their payment has arrived, a thought apart. */
const looksForPayment = 10;

export class Visit {
  /** They have all the places of this event that a buyer may have. */
  hasReachedLimit = false;
  readonly #parts: VisitParts;
  readonly #viewerId = randomUUID() as string as ViewerId;
  #boards: Board[] = [];
  #places: PlaceId[] = [];
  #leftOver: LeftOver | undefined;
  #checkout: CheckoutAnswer | undefined;

  constructor(parts: VisitParts) {
    this.#parts = parts;
  }

  /** What would be left behind if the visit ended now. */
  get leftOver(): LeftOver | undefined {
    return this.#leftOver;
  }

  /** Carries the visit out. Rejects with PortalTrouble, or with whatever reading rejected with. */
  async run(): Promise<void> {
    const { portal, event, mind, think } = this.#parts;
    this.#boards = await portal.readBoards(event.eventId);
    const { mayHold, mayBuy } = roomIn(this.#boards);
    if (!mayHold) return;
    const taken: BuyerStep[] = [];
    await this.#look();
    while (await think()) {
      const step = nextStep(mind, { taken, holding: this.#places.length, mayBuy });
      if (step === 'leave') return this.#leave();
      taken.push(step);
      await this.#take(step);
      await this.#look();
    }
  }

  /** Others are told that somebody is there. Nothing hangs on it: no answer is no trouble. */
  async #look(): Promise<void> {
    const { access, event } = this.#parts;
    await access.api.call('seats/view', { eventId: event.eventId, viewerId: this.#viewerId });
  }

  #leave(): void {
    if (this.#leftOver && this.#parts.mind.intent === 'walk-away') this.#parts.tell('leftToExpire');
  }

  async #take(step: Exclude<BuyerStep, 'leave'>): Promise<void> {
    switch (step) {
      case 'hold':
        return this.#hold();
      case 'release-one':
        return this.#release(this.#places.slice(-1));
      case 'release-all':
        return this.#release(this.#places);
      case 'extend':
        return this.#extend();
      case 'check-out':
        return this.#checkOut();
      case 'pay-declined':
        return this.#pay('declined');
      case 'pay':
        return this.#pay('succeeds');
      case 'give-up-order':
        return this.#giveUp();
    }
  }

  /** Holds what they chose; offered others, they take those, once. */
  async #hold(): Promise<void> {
    const { mind, access, event } = this.#parts;
    const chosen = mind.picks === 'seats' ? await this.#choose() : [];
    const { eventId } = event;
    let answer = await access.api.call(
      'seats/hold',
      chosen.length > 0 ? { eventId, places: chosen } : { eventId, quantity: mind.party },
    );
    const offered = answer.ok ? [] : placesOffered(answer.error);
    if (offered.length > 0) answer = await access.api.call('seats/hold', { eventId, places: offered });
    if (!answer.ok) return this.#meetRefusal(answer.error);
    this.#remember(answer.value);
    this.#parts.tell('held');
  }

  async #choose(): Promise<PlaceId[]> {
    const { portal, event, mind, random } = this.#parts;
    const [index, boards] = await Promise.all([
      portal.readPlan(event.planId),
      portal.readBoards(event.eventId),
    ]);
    return choosePlaces(event, index, boards, mind.party, random);
  }

  async #release(places: PlaceId[]): Promise<void> {
    const answer = await this.#parts.access.api.call('seats/release', { holdId: this.#holdId, places });
    if (!answer.ok) return this.#meetRefusal(answer.error);
    this.#remember(answer.value);
    this.#parts.tell('released');
  }

  async #extend(): Promise<void> {
    const answer = await this.#parts.access.api.call('seats/extend', { holdId: this.#holdId });
    if (!answer.ok) return this.#meetRefusal(answer.error);
    this.#remember(answer.value);
    this.#parts.tell('extended');
  }

  async #checkOut(): Promise<void> {
    const { access, number } = this.#parts;
    const answer = await access.api.call('orders/checkout', {
      holdId: this.#holdId,
      contact: { name: `Simulated buyer ${number}`, email: `simulated-buyer-${number}@example.com` },
      locale: locales[number % locales.length] ?? 'en',
    });
    if (!answer.ok) return this.#meetRefusal(answer.error);
    this.#checkout = answer.value;
    const { orderId, payBy } = answer.value;
    this.#leftOver = { holdId: this.#holdId, orderId, expiresAtMs: Date.parse(payBy) };
  }

  async #pay(bankAnswer: BankAnswer): Promise<void> {
    if (!this.#checkout) return;
    const { clientSecret, orderId } = this.#checkout;
    const outcome = await this.#parts.portal.pay(clientSecret, bankAnswer, orderId);
    if (outcome === 'declined') this.#parts.tell('declined');
    if (outcome === 'done') await this.#awaitPaid(orderId);
  }

  /** As the order's page does: looks until the portal says that it is paid. */
  async #awaitPaid(orderId: OrderId): Promise<void> {
    const { access, think, tell } = this.#parts;
    for (let looked = 0; looked < looksForPayment; looked += 1) {
      const answer = await access.api.call('orders/refresh', { orderId });
      if (!answer.ok) return this.#meetRefusal(answer.error);
      if (answer.value.status === 'paid') {
        this.#places = [];
        this.#leftOver = undefined;
        return tell('paid');
      }
      if (!(await think())) return;
    }
  }

  async #giveUp(): Promise<void> {
    if (!this.#checkout) return;
    const { orderId } = this.#checkout;
    const answer = await this.#parts.access.api.call('orders/cancel', { orderId });
    if (!answer.ok) return this.#meetRefusal(answer.error);
    this.#places = [];
    this.#leftOver = undefined;
    this.#parts.tell('gaveUp');
  }

  get #holdId(): HoldId {
    return holdIdOf(this.#parts.event.eventId, this.#parts.access.account.uid);
  }

  #remember({ places, expiresAt }: { places: { placeId: PlaceId }[]; expiresAt: string | null }): void {
    this.#places = places.map(({ placeId }) => placeId);
    this.#leftOver =
      expiresAt === null ? undefined : { holdId: this.#holdId, expiresAtMs: Date.parse(expiresAt) };
  }

  /** A refusal ends what they had in mind; trouble of the portal's ends the visit. */
  #meetRefusal(error: AnyPortalError): void {
    if (['unavailable', 'internal', 'rate-limited', 'unauthenticated'].includes(error.code))
      throw new PortalTrouble(`${error.code}: ${error.message}`);
    if (error.code === 'limit-reached') this.hasReachedLimit = true;
    this.#parts.tell('refused');
  }
}

/** What the portal offers instead of places that cannot be had. */
function placesOffered(error: AnyPortalError): PlaceId[] {
  if (error.code === 'seat-taken') return error.details?.nearest ?? [];
  if (error.code === 'leaves-single') return error.details?.choice ?? [];
  return [];
}
