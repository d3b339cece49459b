/**
 * `POST /api/tickets/pdf`: the tickets of an order that its caller holds and that admit, on paper. What no longer admits is
 * not printed. It computes for a tenth of a second and more, so a function of its own answers it, apart from the seats
 * (firebase.json). IO: Firestore, the fonts' files.
 */
import type { ActionRequest, TicketsPdfAnswer } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Venue } from '@fashionista/domain/event';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import { mailMessages } from '../notifications/messages/mailMessages.ts';
import { readStandingSections, readTickets } from '../notifications/readOrderRecords.ts';
import { readEventOf } from '../orders/readOrder.ts';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import { drawTicketsPdf } from './drawTicketsPdf.ts';
import { nameTicketsFile } from './nameTicketsFile.ts';

export async function answerTicketsPdf(
  services: Services,
  caller: Caller,
  { orderId, locale }: ActionRequest<'tickets/pdf'>,
): Promise<Result<TicketsPdfAnswer>> {
  const { store } = services;
  const order = (await store.read<Order>(paths.order(orderId)))?.data;
  const held = (order ? await readTickets(services, order) : []).filter(({ uid }) => uid === caller.uid);
  // Somebody else's order answers as one that does not exist: ids are not to be tried out.
  if (!order || (order.uid !== caller.uid && held.length === 0))
    return refuse('not-found', 'There is no such order.');
  const event = await readEventOf(store, order);
  const tickets = held.filter(({ status }) => status === 'valid');
  if (tickets.length === 0 || event.state === 'cancelled')
    return refuse('conflict', 'No ticket of this order admits.');
  const [venue, standingSections] = await Promise.all([
    store.read<Venue>(paths.venue(event.venueId)),
    readStandingSections(services, event),
  ]);
  const messages = mailMessages[locale];
  const sheets = { order, event, venue: venue?.data, tickets, standingSections, locale };
  const pdf = await drawTicketsPdf(sheets, messages);
  return succeed({ fileName: nameTicketsFile(event, messages), pdf: pdf.toString('base64') });
}
