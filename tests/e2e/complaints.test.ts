/**
 * What others' users complain of, as they lived it on the page: each test is titled with the complaint's number in the
 * product's list and what it prevents. What needs no page is in tests/integration/complaints.test.ts; [1], [2] and [3]
 * of payment.test.ts are of the same list.
 */
import type { Page } from '@playwright/test';
import type { Order } from '@fashionista/domain/order';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Firestore, Timestamp } from 'firebase-admin/firestore';
import {
  awaitPaid,
  basket,
  chooseSeats,
  holdChosen,
  newEmail,
  openSection,
  orderIdOf,
  pay,
  press,
  reachPayment,
  seat,
} from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { awaitMail } from './ticketChecks.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function setKnobs(stripe: string, knobs: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${stripe}/__/knobs`, { method: 'POST', headers, body: JSON.stringify(knobs) });
  expect(answer.ok).toBe(true);
}

async function readOrders(firestore: Firestore, { eventId }: FashionEvent): Promise<Order[]> {
  const found = await firestore.collection('orders').where('eventId', '==', eventId).get();
  return found.docs.map((order) => order.data() as Order);
}

test.describe('complaint 2, “processing” for ever after a lost webhook', () => {
  test.beforeEach(({ places }) => setKnobs(places.stripe, { drop: true }));
  test.afterEach(({ places }) => setKnobs(places.stripe, { drop: 0, failNext: null }));

  test('the page of a bank debit turns paid by itself, though Stripe was silent when it first looked', async ({
    page,
    firestore,
    places,
  }) => {
    const event = await stageShow(firestore);
    const email = newEmail();
    await reachPayment(page, event, { email });
    const [order] = await readOrders(firestore, event);
    const silent = {
      path: `/v1/payment_intents/${order?.paymentIntentId}`,
      method: 'GET',
      status: 0,
      times: 1000,
    };
    await setKnobs(places.stripe, { failNext: silent });
    const lookedInVain = page.waitForResponse('**/api/orders/refresh');
    await page.getByRole('radio', { name: 'A bank debit that takes a while' }).check();
    await press(page.getByRole('button', { name: /^Pay €/ }));
    await expect(heading(page, 'Your bank is moving the money')).toBeVisible();
    await lookedInVain;
    const { failNext } = (await (await fetch(`${places.stripe}/__/knobs`)).json()) as {
      failNext: { times: number }[];
    };
    expect(failNext[0]?.times, 'Stripe was asked and stayed silent').toBeLessThan(silent.times);
    await setKnobs(places.stripe, { failNext: null });
    // Nobody touches the page any more.
    await awaitPaid(page);
    await expect(page.getByRole('link', { name: /^Open ticket/ })).toHaveCount(2);
    await awaitMail(places, email);
  });
});

test('complaint 4, declined, then an idempotency error on retry: two declines and a failed 3-D Secure, and the same order is paid', async ({
  page,
  firestore,
  places,
}) => {
  const told: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\/api\/|\/confirm$/.test(response.url())) told.push(response.text().catch(() => ''));
  });
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  const decline = page.getByRole('alert').filter({ hasText: 'The payment did not go through' });
  await pay(page, 'The card is declined');
  await expect(decline).toContainText('The bank declined it. No money moved.');
  await pay(page, 'Not enough money on the card');
  await expect(decline).toContainText('There is not enough money on this card. No money moved.');
  await pay(page, 'The bank asks to confirm (3-D Secure)');
  await page.getByRole('button', { name: 'Fail' }).click();
  await expect(heading(page, 'The bank did not confirm')).toBeVisible();
  await press(page.getByRole('link', { name: 'Back to payment' }));
  await expect(page.getByRole('button', { name: /^Pay €/ })).toBeEnabled();
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);

  const [order, ...more] = await readOrders(firestore, event);
  expect(more).toEqual([]);
  expect(order).toMatchObject({ orderId: orderIdOf(page), status: 'paid' });
  const state = (await (await fetch(`${places.stripe}/__/state`)).json()) as {
    charges: { payment_intent: string; status: string }[];
  };
  const charges = state.charges.filter((charge) => charge.payment_intent === order?.paymentIntentId);
  expect(charges.filter(({ status }) => status === 'succeeded')).toHaveLength(1);
  const words = (await Promise.all(told)).join('\n');
  expect(words).toContain('card_declined');
  expect(words).not.toMatch(/idempot/i);
});

/** Keeps every time left that the page shows from now on. */
const watchCountdown = (page: Page): Promise<void> =>
  page.evaluate(`{
    globalThis.timesShown = [];
    const note = () => {
      const words = document.querySelector('[role=timer]')?.textContent;
      if (words && words !== timesShown.at(-1)) timesShown.push(words);
    };
    note();
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);

async function secondsShown(page: Page): Promise<number[]> {
  const shown = await page.evaluate<string[]>('timesShown');
  return shown.map((words) => {
    const [minutes = 0, seconds = 0] = words.split(':').map(Number);
    return minutes * 60 + seconds;
  });
}

test('complaint 6, a failed “+” resets the timer: a seat that another took, and one too many, change neither what is held nor the time left', async ({
  page,
  openVisitor,
  firestore,
}) => {
  const event = await stageShow(firestore);
  const quicker = await openVisitor();
  await Promise.all([openSection(page, event), openSection(quicker, event)]);
  await chooseSeats(page, 'A', [1, 2]);
  await holdChosen(page);
  const [hold] = (await firestore.collection('holds').where('eventId', '==', event.eventId).get()).docs;
  if (!hold) throw new Error('Nothing is held.');
  // Half of the time is over: a timer that began anew would show.
  const endsAt = new Date(Date.now() + 300_000);
  await hold.ref.update({ expiresAt: endsAt });
  await expect(basket(page).getByRole('timer')).toHaveText(/^(5:00|4:5\d)$/);
  const before = (await hold.ref.get()).data();
  await watchCountdown(page);

  // The request is on its way while the other takes the seat.
  const taken = Promise.withResolvers<undefined>();
  await page.route('**/api/seats/hold', async (route) => {
    await taken.promise;
    await route.continue();
  });
  await chooseSeats(page, 'A', [3]);
  await press(basket(page).getByRole('button', { name: 'Add this place to yours' }));
  await chooseSeats(quicker, 'A', [3]);
  await holdChosen(quicker);
  const refused = page.waitForResponse('**/api/seats/hold');
  taken.resolve(undefined);
  expect((await refused).status()).toBe(409);
  await expect(page.getByRole('alert').filter({ hasText: 'A3 was taken' })).toBeVisible();
  await expect(basket(page).getByText('2 places held for you')).toBeVisible();

  await chooseSeats(page, 'B', [1, 2, 3, 4, 5, 6, 7, 8]);
  await press(seat(page, 'B', 9));
  await expect(page.getByRole('status').filter({ hasText: 'At most 10 places a person' })).toBeVisible();

  expect((await hold.ref.get()).data()).toEqual(before);
  expect((before?.['expiresAt'] as Timestamp).toDate()).toEqual(endsAt);
  await expect.poll(async () => (await secondsShown(page)).length).toBeGreaterThan(3);
  const shown = await secondsShown(page);
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  const left = (endsAt.getTime() - Date.now()) / 1000;
  expect(Math.abs((shown.at(-1) ?? 0) - left)).toBeLessThan(2.5);
});
