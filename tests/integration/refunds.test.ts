/** [P10] What becomes of a refund that Stripe does not make: it stays due, and is made when Stripe makes it. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { OrderId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { refundOrder } from '../../functions/orders/refundOrder.ts';
import { applyPayment } from '../../functions/orders/sellOrder.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApiOrThrow } from '../support/callApi.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { confirmPayment, readDouble, resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';

let admin: AdminSdk;
let services: StagedServices;
beforeAll(() => {
  admin = openAdminSdk();
  services = stageServices();
});
afterEach(() => resetKnobs());
afterAll(() => admin.close());

const contact = { name: 'Ada Rossi', email: 'ada@example.com' };

it('[P10] [P6] a refund that Stripe refuses stays due, and goes back once when Stripe makes it', async () => {
  await setKnobs({ drop: true });
  const { eventId } = await stageEvent(admin.firestore, { s: ['....'] });
  const { token } = await createGuest();
  const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
  const order = await callApiOrThrow(token, 'orders/checkout', { holdId, contact, locale: 'en' });
  const orderId: OrderId = order.orderId;
  const paymentIntentId = order.clientSecret.split('_secret_')[0] ?? '';
  await confirmPayment(order.clientSecret);
  // As if the places had been let go before anybody heard of the money. Stripe is away meanwhile, so that the task that
  // is queued for the refund cannot make it either.
  await admin.firestore.doc(paths.order(orderId)).update({ status: 'expired' });
  await admin.firestore
    .doc(paths.hold(holdId))
    .update({ state: 'empty', places: [], orderId: null, expiresAt: null });
  await setKnobs({ down: 'refuse' });
  await applyPayment(services, orderId, { paymentIntentId, amountMinor: order.amountMinor, currency: 'EUR' });
  await expect(refundOrder(services, orderId)).rejects.toThrow('is not made');
  const due = (await admin.firestore.doc(paths.order(orderId)).get()).data();
  expect(due).toMatchObject({ status: 'expired', refundPending: true });
  await setKnobs({ down: false, drop: true });
  await refundOrder(services, orderId);
  const done = (await admin.firestore.doc(paths.order(orderId)).get()).data();
  expect(done).toMatchObject({ status: 'refunded', refundPending: false });
  expect((await readDouble(order.clientSecret)).refunds).toMatchObject([{ amount: order.amountMinor }]);
});
