/** Paying when it does not go straight: declines, the bank's own page, a tab that is closed, and lost webhooks. */
import type { Page } from '@playwright/test';
import {
  awaitPaid,
  buySeats,
  giveDetails,
  goToCheckout,
  newEmail,
  openSection,
  orderIdOf,
  pay,
  press,
  reachPayment,
} from './buyingSteps.ts';
import { expect, test } from './portalTest.ts';
import { stageShow } from './stageShow.ts';
import { awaitMail } from './ticketChecks.ts';

const decline = (page: Page) => page.getByRole('alert').filter({ hasText: 'The payment did not go through' });

test('a declined card leaves the hold, and the same order is paid by the next', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  await pay(page, 'Not enough money on the card');
  await expect(decline(page)).toContainText('There is not enough money on this card. No money moved.');
  await pay(page, 'The card is declined');
  await expect(decline(page)).toContainText('The bank declined it. No money moved.');
  const orders = firestore.collection('orders').where('eventId', '==', event.eventId);
  const [before] = (await orders.get()).docs;
  expect(before?.get('status')).toBe('awaiting-payment');

  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  expect(orderIdOf(page)).toBe(before?.id);
  expect((await orders.get()).size).toBe(1);
});

test('a reload between a decline and the next try goes on with the same order', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  await pay(page, 'The card is declined');
  await expect(decline(page)).toBeVisible();
  const orders = firestore.collection('orders').where('eventId', '==', event.eventId);
  const [before] = (await orders.get()).docs;

  await page.reload();
  await expect(page.getByRole('button', { name: /^Pay €/ })).toBeEnabled();
  await pay(page, 'The payment succeeds');
  await awaitPaid(page);
  expect(orderIdOf(page)).toBe(before?.id);
});

test('3-D Secure that passes', async ({ page, firestore, places }) => {
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  await pay(page, 'The bank asks to confirm (3-D Secure)');
  await expect(page.getByRole('heading', { name: 'Approve this payment?' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(places.stripe).origin);
  await page.getByRole('button', { name: 'Pass' }).click();
  await awaitPaid(page);
  await expect(page.getByRole('link', { name: /^Open ticket/ })).toHaveCount(2);
});

test('3-D Secure that fails, then another try at the same order', async ({ page, firestore }) => {
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  await pay(page, 'The bank asks to confirm (3-D Secure)');
  await page.getByRole('button', { name: 'Fail' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The bank did not confirm' })).toBeVisible();
  await expect(page.getByText('No money moved.').first()).toBeVisible();
  const orderId = orderIdOf(page);

  await press(page.getByRole('link', { name: 'Back to payment' }));
  await expect(page.getByRole('button', { name: /^Pay €/ })).toBeEnabled();
  await pay(page, 'The bank asks to confirm (3-D Secure)');
  await page.getByRole('button', { name: 'Pass' }).click();
  await awaitPaid(page);
  expect(orderIdOf(page)).toBe(orderId);
});

test('an order that is given up frees its seats, and its buyer chooses again', async ({
  page,
  firestore,
}) => {
  const event = await stageShow(firestore);
  await reachPayment(page, event);
  await press(page.getByRole('button', { name: 'Give up this order' }));
  await expect(page).toHaveURL(new RegExp(`/events/${event.slug}`));
  await openSection(page, event);
  await expect(page.getByRole('gridcell', { name: /^Row A, seat [12], .*Free$/ })).toHaveCount(2);
});

/** The tab goes as soon as the bank has said yes: nothing of ours has run in it since. */
async function payAndCloseTab(page: Page): Promise<void> {
  const saidYes = page.waitForResponse((response) => response.url().endsWith('/confirm'));
  await pay(page, 'The payment succeeds');
  await saidYes;
  await page.close();
}

test('[1] paid and no ticket: a tab closed right after paying finds its tickets and its mail later', async ({
  page,
  firestore,
  places,
}) => {
  const event = await stageShow(firestore);
  const email = newEmail();
  await reachPayment(page, event, { email });
  await payAndCloseTab(page);

  const later = await page.context().newPage();
  await later.goto('/tickets');
  await expect(later.getByRole('link', { name: /Show ticket/ })).toHaveCount(2);
  await press(later.getByRole('link', { name: /Show ticket/ }).first());
  await press(later.getByRole('link', { name: 'See the order' }));
  await awaitPaid(later);
  const mail = await awaitMail(places, email);
  expect(mail.html).toContain(`${places.web}/orders/${orderIdOf(later)}`);
});

test.describe('with every webhook of Stripe lost', () => {
  const setKnobs = async (stripe: string, knobs: object) => {
    const body = JSON.stringify(knobs);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${stripe}/__/knobs`, { method: 'POST', headers, body });
    expect(answer.ok).toBe(true);
  };
  test.beforeEach(({ places }) => setKnobs(places.stripe, { drop: true }));
  test.afterEach(({ places }) => setKnobs(places.stripe, { drop: 0 }));

  test('[2] "processing" forever: the order page turns paid by itself', async ({
    page,
    firestore,
    places,
  }) => {
    const event = await stageShow(firestore);
    const email = newEmail();
    await buySeats(page, event, { email });
    await expect(page.getByRole('link', { name: /^Open ticket/ })).toHaveCount(2);
    await awaitMail(places, email);
  });

  test('a tab closed right after paying: the order, opened later, turns paid', async ({
    page,
    firestore,
    places,
  }) => {
    const event = await stageShow(firestore);
    const email = newEmail();
    await reachPayment(page, event, { email });
    await payAndCloseTab(page);

    const [order] = (await firestore.collection('orders').where('eventId', '==', event.eventId).get()).docs;
    const later = await page.context().newPage();
    await later.goto(`/orders/${order?.id}`);
    await awaitPaid(later);
    await awaitMail(places, email);
  });
});

test('[3] pressing twice pays once', async ({ page, firestore, places }) => {
  const event = await stageShow(firestore);
  await openSection(page, event);
  await page.getByRole('button', { name: /^Hold the best/ }).click();
  await goToCheckout(page);
  await giveDetails(page, newEmail());
  await page.getByRole('button', { name: /^Pay €/ }).dblclick();
  await awaitPaid(page);
  const order = await firestore.doc(`orders/${orderIdOf(page)}`).get();
  const state = (await (await fetch(`${places.stripe}/__/state`)).json()) as {
    charges: { payment_intent: string; status: string }[];
  };
  const ofOrder = state.charges.filter(
    (charge) => charge.payment_intent === (order.get('paymentIntentId') as string),
  );
  expect(ofOrder.map(({ status }) => status)).toEqual(['succeeded']);
});
