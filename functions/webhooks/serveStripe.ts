/**
 * `/webhooks/stripe`: Stripe's events say only *look again*. The signature is checked on the raw body; then the
 * payment intent is fetched anew and what it says is applied ([P4], [P7]). 2xx once that is done, 5xx to be told again.
 * IO: HTTP, Stripe, Firestore.
 */
import type { OrderId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Response } from 'express';
import type { Request } from 'firebase-functions/https';
import { rawBodyOf } from '../platform/rawBody.ts';
import type { StripeNotice } from '../platform/stripe.ts';
import { applyPayment, noticeWrites } from '../orders/sellOrder.ts';
import type { Services } from '../services.ts';

/** Applies what Stripe told of. Answers whether it is done with. */
async function applyNotice(services: Services, notice: StripeNotice): Promise<boolean> {
  const { store, payments, log, clock } = services;
  if (await store.read(paths.stripeEvent(notice.id))) return true;
  const id = notice.paymentIntentId;
  if (id === undefined) {
    log.stripeNoticeIgnored(notice.type, id, 'it is about no payment');
    return true;
  }
  const found = await payments.retrieveIntent(id);
  if (found.kind === 'unknown') return false;
  const orderId = found.kind === 'done' ? found.value.orderId : undefined;
  if (found.kind === 'unusable' || orderId === undefined) {
    log.stripeNoticeIgnored(notice.type, id, 'its payment is none of ours');
    return true;
  }
  const intent = found.value;
  if (intent.status === 'succeeded')
    await applyPayment(services, orderId as OrderId, { ...intent, paymentIntentId: id }, notice);
  await store.commit(noticeWrites(notice, clock(), orderId as OrderId));
  return true;
}

export async function serveStripe(services: Services, request: Request, response: Response): Promise<void> {
  if (request.method !== 'POST' || request.path !== '/webhooks/stripe') {
    response.status(404).send('There is no such webhook.');
    return;
  }
  const notice = services.payments.readNotice(rawBodyOf(request), request.get('stripe-signature') ?? '');
  if (!notice) {
    response.status(400).send('The signature is not valid.');
    return;
  }
  try {
    const isDone = await applyNotice(services, notice);
    response.status(isDone ? 200 : 503).send(isDone ? 'done' : 'come back');
  } catch (error) {
    services.log.actionFailed(`webhook ${notice.type}`, error);
    response.status(503).send('come back');
  }
}
