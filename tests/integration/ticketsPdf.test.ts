/** Tickets on paper, as the deployed function answers them: for whoever holds tickets that admit, and for nobody else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import { readPdf } from '../../functions/tickets/testing/readPdf.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitDocument } from '../support/awaitDocument.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { confirmPayment } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterAll(() => admin.close());

const contact = { name: 'Ada Rossi', email: 'ada@example.com' };

/** A guest's order of two seats; paid, where asked for. */
async function stageOrder(isPaid = true) {
  const { eventId, event } = await stageEvent(admin.firestore, { s: ['....'] });
  const buyer = await createGuest();
  const { holdId } = await callApiOrThrow(buyer.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
  const request = { holdId, contact, locale: 'it' };
  const { orderId, clientSecret } = await callApiOrThrow(buyer.token, 'orders/checkout', request);
  const order = admin.firestore.doc(paths.order(orderId));
  if (isPaid) {
    await confirmPayment(clientSecret);
    await awaitDocument(order, (read) => read.get('status') === 'paid');
  }
  const read = await admin.firestore.collection('tickets').where('orderId', '==', orderId).get();
  const tickets = read.docs.map((ticket) => ticket.data() as Ticket).sort((a, b) => a.number - b.number);
  return { event, buyer, orderId, tickets };
}
const ticketRecord = (ticket: Ticket | undefined) => {
  if (!ticket) throw new Error('The order has no such ticket.');
  return admin.firestore.doc(paths.ticket(ticket.ticketId));
};
const askFor = (token: string | undefined, orderId: string, locale = 'en', origin?: string) =>
  callApi(token, 'tickets/pdf', { orderId, locale }, origin);

it('a page a ticket in the language asked for, with the codes that the door reads, by way of Hosting too', async () => {
  const { event, buyer, orderId, tickets } = await stageOrder();
  const answer = await askFor(buyer.token, orderId, 'fr', stack().web);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body.fileName).toBe(`${event.slug}-billets.pdf`);
  const { pages, info } = await readPdf(Buffer.from(answer.body.pdf, 'base64'));
  expect(info).toMatchObject({ Language: 'fr-FR' });
  const codes = await Promise.all(pages.map((page) => page.codes()));
  expect(codes.flat()).toEqual(tickets.map(({ code }) => code));
  expect(pages[1]?.texts).toContain('Rang A, place 2');
  expect(pages[1]?.texts).toContain('Ada Rossi');
  const again = await askFor(buyer.token, orderId, 'fr');
  expect(again.ok && again.body.pdf).toBe(answer.body.pdf);
});

it('[T5] what no longer admits is not printed: neither used nor void, nor anything of a cancelled event', async () => {
  const { event, buyer, orderId, tickets } = await stageOrder();
  await ticketRecord(tickets[0]).update({ status: 'used' });
  const answer = await askFor(buyer.token, orderId);
  if (!answer.ok) throw new Error(answer.error.message);
  const { pages } = await readPdf(Buffer.from(answer.body.pdf, 'base64'));
  expect(await Promise.all(pages.map((page) => page.codes()))).toEqual([[tickets[1]?.code]]);
  await admin.firestore.doc(paths.event(event.eventId)).update({ state: 'cancelled' });
  expect(await askFor(buyer.token, orderId)).toMatchObject({ status: 409, error: { code: 'conflict' } });
  await admin.firestore.doc(paths.event(event.eventId)).update({ state: 'published' });
  await ticketRecord(tickets[1]).update({ status: 'void' });
  expect(await askFor(buyer.token, orderId)).toMatchObject({ status: 409, error: { code: 'conflict' } });
});

it('[T5] nobody gets another’s tickets; who was passed one gets that one alone', async () => {
  const { buyer, orderId, tickets } = await stageOrder();
  const other = await createGuest();
  expect(await askFor(undefined, orderId)).toMatchObject({ status: 401, error: { code: 'unauthenticated' } });
  expect(await askFor(other.token, orderId)).toMatchObject({ status: 404, error: { code: 'not-found' } });
  expect(await askFor(other.token, 'no-such-order')).toMatchObject({ status: 404 });
  expect(await askFor(buyer.token, orderId, 'de')).toMatchObject({
    status: 400,
    error: { code: 'invalid-argument', details: { fields: [{ path: 'locale' }] } },
  });
  await ticketRecord(tickets[1]).update({ uid: other.uid, holderName: 'Ben Rossi' });
  for (const [token, mine] of [
    [buyer.token, tickets[0]],
    [other.token, tickets[1]],
  ] as const) {
    const answer = await askFor(token, orderId);
    if (!answer.ok) throw new Error(answer.error.message);
    const { pages } = await readPdf(Buffer.from(answer.body.pdf, 'base64'));
    expect(await Promise.all(pages.map((page) => page.codes()))).toEqual([[mine?.code]]);
  }
});

it('an order that is not paid has nothing to print', async () => {
  const { buyer, orderId } = await stageOrder(false);
  expect(await askFor(buyer.token, orderId)).toMatchObject({ status: 409, error: { code: 'conflict' } });
});
