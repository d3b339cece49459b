import { expect, test } from 'vitest';
import { drawTicketsPdf } from '../tickets/drawTicketsPdf.ts';
import { attachTicketsPdf } from './attachTicketsPdf.ts';
import { mailMessages } from './messages/mailMessages.ts';
import { demoEvent, demoOrder, demoRecords, demoTickets } from './testing/demoRecords.ts';
import type { OrderRecords } from './mailFacts.ts';

const failures: string[] = [];
const attach = (records: OrderRecords, draw?: typeof drawTicketsPdf) =>
  attachTicketsPdf(records, mailMessages.it, (id, error) => failures.push(`${id} ${String(error)}`), draw);

test('the tickets come as one file, the same each time, named after the show', async () => {
  const records = demoRecords('order-paid', 'it');
  const [file, ...others] = await attach(records);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ filename: 'lumiere-d-ete-biglietti.pdf', contentType: 'application/pdf' });
  expect((await attach(records))[0]?.content.equals(file?.content ?? Buffer.alloc(0))).toBe(true);
});

test('what cannot be drawn is told, and breaks nothing', async () => {
  const records = demoRecords('order-paid', 'it');
  const broken = () => Promise.reject(new Error('no fonts'));
  expect(await attach(records, broken)).toEqual([]);
  expect(failures).toEqual([`${records.notification.notificationId} Error: no fonts`]);
});

test('[T5] only tickets that admit are on paper: none of a cancelled event, none that was used', async () => {
  const order = demoOrder('it');
  const used = demoTickets(order).map((ticket) => ({ ...ticket, status: 'used' as const }));
  expect(await attach(demoRecords('order-paid', 'it', { tickets: used }))).toEqual([]);
  const event = { ...demoEvent, state: 'cancelled' as const };
  expect(await attach(demoRecords('order-paid', 'it', { event }))).toEqual([]);
  const drawn: string[] = [];
  const [valid] = demoTickets(order);
  if (!valid) throw new Error('the demo order has no ticket');
  await attach(demoRecords('order-paid', 'it', { tickets: [...used.slice(1), valid] }), async (sheets) => {
    drawn.push(...sheets.tickets.map(({ placeId }) => placeId));
    return Buffer.from('');
  });
  expect(drawn).toEqual([valid.placeId]);
});
