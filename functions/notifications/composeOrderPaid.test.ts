import { describe, expect, test } from 'vitest';
import type { SectionId } from '@fashionista/domain/ids';
import { locales } from '@fashionista/domain/locale';
import { composeOrderPaid } from './composeOrderPaid.ts';
import { drawTicketQr } from './drawTicketQr.ts';
import type { OrderRecords } from './mailFacts.ts';
import { mailMessages } from './messages/mailMessages.ts';
import {
  demoEvent,
  demoOrder,
  demoOrderId,
  demoRecords,
  demoTickets,
  demoVenue,
} from './testing/demoRecords.ts';

const compose = (records: OrderRecords) =>
  composeOrderPaid(records, mailMessages[records.notification.locale]);
const hrefs = (markup: string) => [...markup.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);

describe.each(locales)('%s: the confirmation', (locale) => {
  const records = demoRecords('order-paid', locale);
  const prefix = locale === 'en' ? '' : `/${locale}`;

  test('[T7] has each ticket with its place, its own QR picture and its link, the code in the fragment alone', async () => {
    const mail = await compose(records);
    expect(mail.attachments).toHaveLength(3);
    for (const [i, ticket] of records.tickets.entries()) {
      const picture = mail.attachments[i];
      expect(picture?.content.equals((await drawTicketQr(ticket.code)).png)).toBe(true);
      expect(mail.html).toContain(`src="cid:${picture?.cid ?? 'none'}"`);
      const address = `https://portal.example${prefix}/tickets/${ticket.ticketId}#code=${ticket.code}`;
      expect(hrefs(mail.html).filter((href) => href === address)).toHaveLength(2);
      expect(mail.text.split('\n').some((line) => line.endsWith(`: ${address}`))).toBe(true);
      const sent = new URL(address);
      expect(`${sent.pathname}${sent.search}`).toBe(`${prefix}/tickets/${ticket.ticketId}`);
    }
    const { place } = mailMessages[locale];
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain(`${place.row('A')}, ${place.seat(12)}`);
      expect(part).toContain(`${place.standing}, ${place.standingPlace('B7')}`);
    }
  });

  test('says the order, the event, when with its doors, where, and the total with what it contains', async () => {
    const mail = await compose(records);
    const amounts = { en: ['€525.50', '€94.76', '€26.28'], other: ['525,50', '94,76', '26,28'] };
    const told = [
      demoOrderId,
      'Sala delle Fonderie',
      'Via dei Crogioli 18',
      '20134 Milan',
      '19:30',
      '20:30',
      ...(locale === 'en' ? amounts.en : amounts.other),
    ];
    for (const part of [mail.html, mail.text]) for (const words of told) expect(part).toContain(words);
    expect(mail.subject).toContain('Lumière d’été');
    expect(hrefs(mail.html)).toContain(`https://portal.example${prefix}/orders/${demoOrderId}`);
    expect(mail.html).toContain(`<html lang="${locale}"`);
  });
});

describe('what people typed', () => {
  const hostile = `"><img src=x onerror=alert(1)>\r\nBcc: a@b.c \u202e&copy; <!--[if mso]>`;
  const order = {
    ...demoOrder('en'),
    lines: demoOrder('en').lines.map((line) => ({
      ...line,
      sectionName: hostile,
      ticketTypeName: hostile,
      row: '<i>',
    })),
    contact: { name: hostile, email: 'a@b.c' },
  };
  const records = demoRecords('order-paid', 'en', {
    order,
    event: { ...demoEvent, title: hostile, venueName: hostile, city: hostile },
    venue: { ...demoVenue, address: { street: hostile, postalCode: hostile, city: hostile, country: 'IT' } },
  });

  test('never becomes markup', async () => {
    const mail = await compose(records);
    expect(mail.html).not.toContain('<img src=x');
    expect(mail.html).not.toContain('&copy;');
    expect(mail.html).not.toContain('<I>');
    expect(mail.html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(mail.html.match(/<img\s/g)).toHaveLength(3);
    const clean = await compose(demoRecords('order-paid', 'en'));
    const tagCount = (markup: string) => markup.match(/<[a-z!/]/g)?.length;
    expect(tagCount(mail.html)).toBe(tagCount(clean.html));
  });

  test('breaks no line of the subject or the text, and turns none around', async () => {
    const mail = await compose(records);
    const clean = await compose(demoRecords('order-paid', 'en', { venue: demoVenue }));
    expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail.text).not.toMatch(/[\r\u202e]/);
    expect(mail.text.split('\n')).toHaveLength(clean.text.split('\n').length);
  });
});

test('every picture has an alt text that names its place, and a size', async () => {
  const { html } = await compose(demoRecords('order-paid', 'en'));
  const pictures = [...html.matchAll(/<img\s[^>]*>/g)].map(([picture]) => picture);
  expect(pictures).toHaveLength(3);
  for (const picture of pictures) {
    expect(picture).toMatch(/alt="QR code of the ticket for [^"]+"/);
    expect(picture).toMatch(/width="(\d+)"\s+height="\1"/);
  }
  expect(pictures[0]).toContain('for Parterre Left, Row A, seat 12"');
});

test('a single ticket is told in the singular', async () => {
  const order = demoOrder('en', demoOrder('en').lines.slice(0, 1));
  const mail = await compose(demoRecords('order-paid', 'en', { order, tickets: demoTickets(order) }));
  expect(mail.subject).toBe('Your ticket: Lumière d’été');
  expect(mail.text).toContain('your place is yours');
});

test('doors on the day before say their own day', async () => {
  const doorsAt = new Date('2026-09-17T20:30:00Z');
  const mail = await compose(demoRecords('order-paid', 'en', { event: { ...demoEvent, doorsAt } }));
  expect(mail.text).toContain('Doors 22:30, Thursday, 17 September 2026');
  expect(mail.text).toContain('Begins 20:30, Friday, 18 September 2026');
});

test('a price without VAT and fee says nothing of them', async () => {
  const order = { ...demoOrder('en'), includedVatMinor: 0, includedFeeMinor: 0 };
  const { text } = await compose(demoRecords('order-paid', 'en', { order }));
  expect(text).not.toMatch(/VAT|fee/);
});

test('without the plan, places are told as seats, and the mail still goes', async () => {
  const standingSections = new Set<SectionId>();
  const { text } = await compose(demoRecords('order-paid', 'en', { standingSections }));
  expect(text).toContain('The Rail, Row B, seat 7');
});

test('ten tickets stay under the size at which Gmail cuts a mail off', async () => {
  const [line] = demoOrder('en').lines;
  if (!line) throw new Error('the demo order has no line');
  const lines = Array.from({ length: 10 }, () => line);
  const order = demoOrder('en', lines);
  const { html } = await compose(demoRecords('order-paid', 'en', { order, tickets: demoTickets(order) }));
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
});
