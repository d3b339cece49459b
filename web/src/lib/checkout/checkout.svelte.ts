/**
 * One checkout, from the hold to the order: opening the order, paying it through the port, giving it up. What the page
 * shows follows from the hold and from what was answered; a decline leaves both. IO: the actions and the payment form,
 * passed in.
 */
import type { CheckoutAnswer, Contact } from '@fashionista/domain/actions';
import type { FashionEvent } from '@fashionista/domain/event';
import { newRequestId } from '#lib/platform/api.ts';
import type { Api } from '#lib/platform/api.ts';
import type { PaymentForm, PaymentOutcome } from '#lib/platform/payments/paymentForm.ts';
import type { HoldState } from '#lib/seats/holdState.svelte.ts';
import type { Locale } from '@fashionista/domain/locale';
import type { OrderId, RequestId } from '@fashionista/domain/ids';
import { readCheckoutProblem } from './checkoutProblem.ts';
import type { CheckoutProblem } from './checkoutProblem.ts';
import type { ContactDraft } from './contactDraft.svelte.ts';

export type CheckoutAction = 'open' | 'pay' | 'cancel' | 'extend' | 'hold-again';

/** Where the page goes on to, once there is nothing left to do on it. */
export type Onward =
  { to: 'order'; orderId: OrderId; redirectStatus?: 'succeeded' | 'pending' } | { to: 'event' };

/**
 * `empty`: no seats. `lost`: they ran out before the buyer's eyes. `contact`: held, to be ordered. `resuming`: an order
 * exists, and its payment is being opened again. `payment`: it can be paid. `over`: the order has ended.
 */
export type CheckoutStep = 'loading' | 'empty' | 'lost' | 'contact' | 'resuming' | 'payment' | 'over';

interface Parts {
  api: Pick<Api, 'call'>;
  hold: HoldState;
  draft: ContactDraft;
  event: FashionEvent;
  locale: Locale;
}

export class Checkout {
  readonly #parts: Parts;
  #busy = $state<CheckoutAction | null>(null);
  #problem = $state.raw<CheckoutProblem | null>(null);
  #answer = $state.raw<CheckoutAnswer | null>(null);
  #onward = $state.raw<Onward | null>(null);
  /** Of the request whose outcome is not known. */
  #openId: RequestId | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get busy(): CheckoutAction | null {
    return this.#busy;
  }
  get problem(): CheckoutProblem | null {
    return this.#problem;
  }
  get answer(): CheckoutAnswer | null {
    return this.#answer;
  }
  get onward(): Onward | null {
    return this.#onward;
  }
  get step(): CheckoutStep {
    const { hold } = this.#parts;
    if (!hold.isKnown) return 'loading';
    // The record may tell of our own giving up before its answer does: where to go on is the answer's to say.
    const isLeaving = this.#busy === 'cancel' || this.#onward !== null;
    if (this.#answer) return hold.phase === 'empty' && !isLeaving ? 'over' : 'payment';
    if (hold.phase === 'paying') return 'resuming';
    if (hold.phase === 'held') return 'contact';
    return hold.lost.length > 0 ? 'lost' : 'empty';
  }

  /** Makes the order, or finds the one that this hold is being paid by. */
  async open(contact: Contact): Promise<void> {
    const { api, hold, draft, locale } = this.#parts;
    const { holdId } = hold;
    if (this.#busy || holdId === null) return;
    this.#begin('open');
    this.#openId ??= newRequestId();
    const result = await api.call(
      'orders/checkout',
      { holdId, contact, locale },
      { requestId: this.#openId },
    );
    this.#busy = null;
    if (!result.ok) {
      if (result.error.code !== 'unavailable') this.#openId = undefined;
      const areFields =
        result.error.code === 'invalid-argument' && draft.blame(result.error.details?.fields ?? []);
      this.#problem = areFields ? null : readCheckoutProblem(result.error);
      return;
    }
    this.#openId = undefined;
    // An order of nothing is paid already.
    if (result.value.clientSecret === '') this.#onward = { to: 'order', orderId: result.value.orderId };
    else this.#answer = result.value;
  }

  /** Mounts the form of the open order. Answers what unmounts it. */
  async mount(form: PaymentForm, element: HTMLElement): Promise<void> {
    if (!this.#answer) return;
    try {
      await form.mount(element, this.#answer.clientSecret);
    } catch {
      // Its script or its origin cannot be reached.
      this.failForm();
    }
  }

  failForm(): void {
    this.#problem = { kind: 'form-failed' };
  }

  async pay(form: PaymentForm, returnUrl: string): Promise<void> {
    if (this.#busy || !this.#answer) return;
    this.#begin('pay');
    const outcome = await form.confirm(returnUrl);
    // On the way to the bank or to the order the button stays pressed: a second press would confirm again.
    if (!['leaving', 'done', 'ended'].includes(outcome.kind)) this.#busy = null;
    this.#follow(outcome, this.#answer.orderId);
  }

  /** Gives the order up, or, before there is one, lets the seats go. */
  async cancel(): Promise<void> {
    const { api, hold } = this.#parts;
    const orderId = this.#answer?.orderId ?? hold.orderId;
    if (this.#busy || orderId === null) return;
    this.#begin('cancel');
    const result = await api.call('orders/cancel', { orderId });
    this.#busy = null;
    if (result.ok) this.#onward = { to: 'event' };
    else if (result.error.code === 'conflict') this.#onward = { to: 'order', orderId };
    else this.#problem = readCheckoutProblem(result.error);
  }

  async extend(): Promise<void> {
    const { api, hold } = this.#parts;
    const { holdId } = hold;
    if (this.#busy || holdId === null) return;
    this.#begin('extend');
    const requestId = newRequestId();
    const result = await api.call('seats/extend', { holdId }, { requestId });
    this.#busy = null;
    if (result.ok) hold.applyAnswer(result.value, requestId);
    else this.#problem = readCheckoutProblem(result.error);
  }

  /** The seats that ran out, once more, and the checkout goes on where it was. */
  async holdAgain(): Promise<void> {
    const { api, hold, event } = this.#parts;
    if (this.#busy || hold.lost.length === 0) return;
    this.#begin('hold-again');
    const requestId = newRequestId();
    const places = hold.lost.map(({ placeId }) => placeId);
    const result = await api.call('seats/hold', { eventId: event.eventId, places }, { requestId });
    this.#busy = null;
    if (result.ok) hold.applyAnswer(result.value, requestId);
    else this.#problem = readCheckoutProblem(result.error);
  }

  #follow(outcome: PaymentOutcome, orderId: OrderId): void {
    if (outcome.kind === 'declined') this.#problem = outcome;
    if (outcome.kind === 'unknown') this.#problem = { kind: 'unknown-payment' };
    if (outcome.kind === 'ended') this.#onward = { to: 'order', orderId };
    if (outcome.kind === 'done') {
      const redirectStatus = outcome.status === 'processing' ? 'pending' : 'succeeded';
      this.#onward = { to: 'order', orderId, redirectStatus };
    }
  }

  #begin(action: CheckoutAction): void {
    this.#busy = action;
    this.#problem = null;
  }
}
