import { describe, expect, test } from 'vitest';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Api } from '#lib/platform/api.ts';
import { ServerClock } from '#lib/platform/clock.ts';
import type { PaymentForm, PaymentOutcome } from '#lib/platform/payments/paymentForm.ts';
import { HoldState } from '#lib/seats/holdState.svelte.ts';
import { smallEvent } from '#lib/seats/testing/smallHall.ts';
import { Checkout } from './checkout.svelte.ts';
import { ContactDraft } from './contactDraft.svelte.ts';

const now = Date.parse('2026-10-03T12:00:00Z');
const contact = { name: 'Ida', email: 'ida@example.com' };
const opened = succeed({
  orderId: 'o1',
  lines: [],
  amountMinor: 7_000,
  currency: 'EUR',
  clientSecret: 'pi_1_secret_1',
  publishableKey: null,
  payBy: '2026-10-03T12:15:00Z',
  serverTime: '2026-10-03T12:00:00Z',
});

const holdDocument = (part: Partial<Hold>): Hold =>
  ({
    holdId: 'e1_u1',
    state: 'held',
    places: [{ placeId: 'floor-a-1', ticketTypeId: 'floor', priceMinor: 7_000 }],
    currency: 'EUR',
    expiresAt: new Date(now + 600_000),
    extensions: 0,
    bought: 0,
    orderId: null,
    answered: [],
    ...part,
  }) as unknown as Hold;

type Step = Result<unknown> | (() => Promise<Result<unknown>>);

function open(...steps: Step[]) {
  let localMs = now;
  const hold = new HoldState(new ServerClock(() => localMs));
  hold.applyDocument(holdDocument({}));
  const seen: { name: string; requestId: string | undefined }[] = [];
  const api = {
    call: async (name: string, _body: unknown, options?: { requestId?: string }) => {
      seen.push({ name, requestId: options?.requestId });
      const step = steps.shift();
      if (step === undefined) throw new Error('the script has no further step');
      return typeof step === 'function' ? step() : step;
    },
  } as unknown as Api;
  const draft = new ContactDraft();
  const checkout = new Checkout({ api, hold, draft, event: smallEvent(), locale: 'en' });
  return { checkout, hold, draft, seen, passSeconds: (seconds: number) => (localMs += seconds * 1000) };
}

/** A form whose payments end as scripted. */
function formOf(...outcomes: PaymentOutcome[]): PaymentForm {
  return {
    mount: () => Promise.resolve(),
    confirm: () => Promise.resolve(outcomes.shift() ?? { kind: 'unknown' }),
    unmount: () => undefined,
  };
}
const url = 'http://127.0.0.1/orders/o1';

describe('which step is shown follows from the hold and the order', () => {
  test('held: details; ordered: payment; a reload in between: the payment is opened again', async () => {
    const { checkout, hold } = open(opened);
    expect(checkout.step).toBe('contact');
    hold.applyDocument(holdDocument({ state: 'paying' }));
    expect(checkout.step).toBe('resuming');
    await checkout.open(contact);
    expect(checkout.step).toBe('payment');
  });

  test('nothing held: empty; run out before the buyer’s eyes: lost', () => {
    const { checkout, hold, passSeconds } = open();
    passSeconds(601);
    hold.tick();
    expect(checkout.step).toBe('lost');
    hold.forgetLost();
    expect(checkout.step).toBe('empty');
  });

  test('an order that ended elsewhere is over', async () => {
    const { checkout, hold } = open(opened);
    await checkout.open(contact);
    hold.applyDocument(holdDocument({ state: 'paying' }));
    hold.applyDocument(holdDocument({ state: 'empty', places: [], expiresAt: null }));
    expect(checkout.step).toBe('over');
  });
});

describe('paying', () => {
  test('a decline leaves the order open, and the next attempt works at once', async () => {
    const { checkout, seen } = open(opened);
    await checkout.open(contact);
    const form = formOf({ kind: 'declined', reason: 'declined' }, { kind: 'done', status: 'succeeded' });
    await checkout.pay(form, url);
    expect(checkout.problem).toEqual({ kind: 'declined', reason: 'declined' });
    expect(checkout.step).toBe('payment');
    await checkout.pay(form, url);
    expect(checkout.problem).toBeNull();
    expect(checkout.onward).toEqual({ to: 'order', orderId: 'o1', redirectStatus: 'succeeded' });
    expect(seen.map(({ name }) => name)).toEqual(['orders/checkout']);
  });

  test('what is processed is pending, not paid', async () => {
    const { checkout } = open(opened);
    await checkout.open(contact);
    await checkout.pay(formOf({ kind: 'done', status: 'processing' }), url);
    expect(checkout.onward).toEqual({ to: 'order', orderId: 'o1', redirectStatus: 'pending' });
  });

  test('an unknown outcome is neither paid nor declined', async () => {
    const { checkout } = open(opened);
    await checkout.open(contact);
    await checkout.pay(formOf({ kind: 'unknown' }), url);
    expect(checkout.problem).toEqual({ kind: 'unknown-payment' });
    expect(checkout.onward).toBeNull();
  });

  test('on the way to the bank no second press goes out', async () => {
    const { checkout } = open(opened);
    await checkout.open(contact);
    const form = formOf({ kind: 'leaving' }, { kind: 'done', status: 'succeeded' });
    await checkout.pay(form, url);
    await checkout.pay(form, url);
    expect(checkout.onward).toBeNull();
  });

  test('an order of nothing needs no payment', async () => {
    const { checkout } = open(succeed({ ...opened.value, amountMinor: 0, clientSecret: '' }));
    await checkout.open(contact);
    expect(checkout.onward).toEqual({ to: 'order', orderId: 'o1' });
  });
});

describe('opening the order', () => {
  test('a lost answer is asked for again by the same request', async () => {
    const { checkout, seen } = open(refuse('unavailable', 'cut'), opened);
    await checkout.open(contact);
    expect(checkout.problem).toEqual({ kind: 'unreachable' });
    await checkout.open(contact);
    expect(seen[1]?.requestId).toBe(seen[0]?.requestId);
    expect(checkout.step).toBe('payment');
  });

  test('a refusal ends that request: the next is another', async () => {
    const { checkout, seen } = open(refuse('hold-expired', 'late'), opened);
    await checkout.open(contact);
    expect(checkout.problem).toEqual({ kind: 'expired' });
    await checkout.open(contact);
    expect(seen[1]?.requestId).not.toBe(seen[0]?.requestId);
  });

  test('a refused field is blamed beside it, not above the form', async () => {
    const fields = [{ path: 'contact.email', message: 'must be an e-mail address' }];
    const { checkout, draft } = open(refuse('invalid-argument', 'contact.email', { fields }));
    await checkout.open(contact);
    expect(checkout.problem).toBeNull();
    expect(draft.firstWrong).toBe('email');
  });
});

describe('giving up', () => {
  test('goes back to the event', async () => {
    const { checkout } = open(opened, succeed({ orderId: 'o1', status: 'cancelled' }));
    await checkout.open(contact);
    await checkout.cancel();
    expect(checkout.onward).toEqual({ to: 'event' });
  });
  test('goes there too when the record tells of it before the answer', async () => {
    let answer: (result: Result<unknown>) => void = () => undefined;
    const { checkout, hold } = open(opened, () => new Promise((resolve) => (answer = resolve)));
    await checkout.open(contact);
    const cancelling = checkout.cancel();
    hold.applyDocument(holdDocument({ state: 'empty', places: [], expiresAt: null }));
    expect(checkout.step).toBe('payment');
    answer(succeed({ orderId: 'o1', status: 'cancelled' }));
    await cancelling;
    expect(checkout.step).toBe('payment');
    expect(checkout.onward).toEqual({ to: 'event' });
  });
  test('too late: the paid order is shown', async () => {
    const { checkout } = open(opened, refuse('conflict', 'paid'));
    await checkout.open(contact);
    await checkout.cancel();
    expect(checkout.onward).toEqual({ to: 'order', orderId: 'o1' });
  });
  test('while the bank is moving the money it says so', async () => {
    const { checkout } = open(opened, refuse('hold-busy', 'processing', {}));
    await checkout.open(contact);
    await checkout.cancel();
    expect(checkout.problem).toEqual({ kind: 'processing' });
  });
});
