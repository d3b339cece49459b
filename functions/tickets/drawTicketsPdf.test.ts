import { describe, expect, test } from 'vitest';
import { locales } from '@fashionista/domain/locale';
import type { Locale } from '@fashionista/domain/locale';
import { mailMessages } from '../notifications/messages/mailMessages.ts';
import { demoEvent, demoOrder, demoRecords, demoTickets } from '../notifications/testing/demoRecords.ts';
import { drawTicketsPdf } from './drawTicketsPdf.ts';
import type { TicketSheets } from './drawTicketsPdf.ts';
import { readPdf } from './testing/readPdf.ts';

const sheetsIn = (locale: Locale, change: Partial<TicketSheets> = {}): TicketSheets => ({
  ...demoRecords('order-paid', locale),
  locale,
  ...change,
});
const draw = (sheets: TicketSheets) => drawTicketsPdf(sheets, mailMessages[sheets.locale]);

describe.each(locales)('%s: tickets on paper', (locale) => {
  const sheets = sheetsIn(locale);
  const { place, paper, orderPaid, common } = mailMessages[locale];
  /** The fonts have no narrow spaces, and readers tell spaces apart no more. */
  const printed = (words: string) => words.replaceAll(/[\u202f\u00a0]/g, ' ');

  test('a page a ticket, each with show, time, venue, place, holder, door and numbers', async () => {
    const { pages, info } = await readPdf(await draw(sheets));
    expect(pages).toHaveLength(3);
    expect(info.Title).toContain('Lumière d’été');
    expect(info.Language).toMatch(new RegExp(`^${locale}-`));
    for (const [i, ticket] of sheets.tickets.entries()) {
      const text = printed(pages[i]?.texts.join(' ') ?? '');
      const told = [
        orderPaid.ticketOf(i + 1, 3).toLocaleUpperCase(locale),
        'Lumière d’été',
        'Sala delle Fonderie',
        'Via dei Crogioli 18',
        '20134 Milan',
        '20:30',
        locale === 'fr' ? 'UTC+2' : 'CEST',
        'Ada Moretti',
        orderPaid.doorTitle,
        `${common.order} ${ticket.orderId}`,
        `${paper.ticket} ${ticket.ticketId}`,
        i === 2
          ? `${place.standing}, ${place.standingPlace('B7')}`
          : `${place.row('A')}, ${place.seat(12 + i)}`,
      ];
      for (const words of told) expect(text).toContain(printed(words));
      for (const step of paper.doorSteps('19:30')) expect(text).toContain(printed(step));
    }
  });

  test('each page’s code is its ticket’s, as a camera reads it', async () => {
    const { pages } = await readPdf(await draw(sheets));
    for (const [i, ticket] of sheets.tickets.entries())
      expect(await pages[i]?.codes()).toEqual([ticket.code]);
  });
});

test('it is tagged: headings, a list of steps, and words for the code', async () => {
  const { pages } = await readPdf(await draw(sheetsIn('en')));
  const tags = pages[0]?.tags ?? [];
  expect(tags.slice(0, 3)).toEqual(['Root', 'Document', 'Sect']);
  expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1);
  expect(tags.filter((tag) => tag === 'H2')).toHaveLength(2);
  expect(tags.filter((tag) => tag === 'LI')).toHaveLength(4);
  expect(tags).toContain('Figure: QR code of the ticket for Parterre Left, Row A, seat 12');
});

test('the same records make the same bytes, another order others', async () => {
  const [one, again] = [await draw(sheetsIn('fr')), await draw(sheetsIn('fr'))];
  expect(one.equals(again)).toBe(true);
  const later = { ...demoOrder('fr'), paidAt: new Date('2026-09-03T08:00:00Z') };
  expect((await draw(sheetsIn('fr', { order: later }))).equals(one)).toBe(false);
});

test('a long title and long names stay on their page', async () => {
  const long = 'An Evening of Extraordinarily Considered Gestures in Wool, Water and Light, Act Three';
  const order = {
    ...demoOrder('en'),
    contact: { name: 'Łukasz '.repeat(16).trim(), email: 'l@example.com' },
  };
  const tickets = demoTickets(order).map((ticket) => ({ ...ticket, sectionName: long }));
  const event = { ...demoEvent, title: long, venueName: long };
  const { pages } = await readPdf(await draw(sheetsIn('en', { order, event, tickets })));
  expect(pages).toHaveLength(3);
  expect(pages[0]?.texts.join('')).toContain('Łukasz');
  expect(await pages[0]?.codes()).toEqual([tickets[0]?.code]);
});
