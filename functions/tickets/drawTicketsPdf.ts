/**
 * Tickets on paper: a PDF of one page a ticket, since they are handed out at the door. Each page stands alone: the show,
 * when and where as they are now, the place in words, the holder, a code of 70 mm drawn as squares, what to do at the
 * door, and the numbers to quote. Tagged, in its language. The same records make the same bytes: its dates are the
 * order's. The library is loaded at the first one, apart from what an instance needs to start. Drawing computes: page by page
 * it waits for its turn, so that whatever else the instance does goes on between two pages, of this document or another.
 * IO: reads the fonts' files.
 */
import type { Locale } from '@fashionista/domain/locale';
import type { Ticket } from '@fashionista/domain/ticket';
import { describePlace, gatherFacts } from '../notifications/mailFacts.ts';
import type { MailFacts, OrderRecords } from '../notifications/mailFacts.ts';
import { light } from '../notifications/mailTheme.ts';
import type { MailMessages } from '../notifications/messages/mailMessages.ts';
import { plainLine } from '../notifications/plainLine.ts';
import { createTurns } from '../platform/turns.ts';
import { Paper } from './paper.ts';
import { createTicketCode } from './ticketCode.ts';

/** What is drawn; every ticket of it admits. */
export type TicketSheets = Pick<
  OrderRecords,
  'order' | 'event' | 'venue' | 'tickets' | 'standingSections'
> & {
  locale: Locale;
};

const pointsPerMm = 72 / 25.4;
const codeSide = 70 * pointsPerMm;
/** Beside the code it is wider than the four modules that ISO/IEC 18004 asks for. */
const columnGap = 28;

/** The code's dark modules as rectangles, neighbours in a row as one: sharp at any size. Its quiet zone is the margin's. */
function drawCode(paper: Paper, code: string, alt: string, x: number, y: number): void {
  const { modules } = createTicketCode(code);
  const step = codeSide / modules.size;
  const at = (position: number) => position * step;
  paper.figure(alt, (doc) => {
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1) {
        const from = column;
        while (column < modules.size && modules.get(row, column)) column += 1;
        if (column > from) doc.rect(x + at(from), y + at(row), (column - from) * step, step);
      }
    doc.fill('#000000');
  });
}

/** Two columns of a caption and its lines; goes on below the longer one. */
function drawFacts(paper: Paper, { when, where }: MailFacts, { common }: MailMessages): void {
  const width = (paper.width - columnGap) / 2;
  const top = paper.y;
  const column = (x: number, caption: string, lines: readonly string[]): number => {
    paper.y = top;
    paper.say('P', caption, 'caption', { x, width });
    for (const line of lines) paper.say('P', line, 'body', { x, width });
    return paper.y;
  };
  const ends = [
    column(paper.left, common.when, when),
    column(paper.left + width + columnGap, common.where, where),
  ];
  paper.y = Math.max(...ends);
}

function drawTicket(
  paper: Paper,
  ticket: Ticket,
  position: string,
  facts: MailFacts,
  sheets: TicketSheets,
  messages: MailMessages,
): void {
  const { orderPaid, paper: words, common } = messages;
  const place = describePlace(ticket, sheets.standingSections, messages);
  paper.beginPage();
  paper.say('P', 'Fashionista Portal', 'house', {});
  paper.say('P', position, 'caption', { gapBefore: 4 });
  paper.rule(light.hairline, 14);
  paper.say('H1', facts.eventTitle, 'headline', { gapBefore: 20, maxHeight: 100 });
  paper.y += 16;
  drawFacts(paper, facts, messages);
  paper.rule(light.ink, 22);

  const top = paper.y + 24;
  drawCode(paper, ticket.code, orderPaid.qrAlt(place.full), paper.left, top);
  const beside = { x: paper.left + codeSide + columnGap, width: paper.width - codeSide - columnGap };
  paper.y = top + 20;
  paper.say('H2', place.section, 'title', { ...beside, maxHeight: 54 });
  paper.say('P', place.spot, 'lead', { ...beside, gapBefore: 6 });
  paper.say('P', plainLine(ticket.ticketTypeName), 'soft', { ...beside, gapBefore: 6 });
  paper.say('P', words.holder, 'caption', { ...beside, gapBefore: 20 });
  paper.say('P', plainLine(ticket.holderName), 'body', { ...beside, maxHeight: 45 });
  paper.y = Math.max(paper.y, top + codeSide);

  paper.rule(light.hairline, 24);
  paper.say('H2', orderPaid.doorTitle, 'title', { gapBefore: 18 });
  paper.list(words.doorSteps(facts.doors));
  paper.rule(light.hairline, 18);
  paper.say('P', `${common.order} ${facts.orderNumber}`, 'soft', { gapBefore: 10 });
  paper.say('P', `${words.ticket} ${ticket.ticketId}`, 'soft', {});
}

const takeTurn = createTurns({ aRound: 1 });

export async function drawTicketsPdf(sheets: TicketSheets, messages: MailMessages): Promise<Buffer> {
  const { tickets, order, locale } = sheets;
  const facts = gatherFacts(sheets, locale, messages);
  const paper = await Paper.open({
    title: messages.orderPaid.subject(facts.eventTitle, tickets.length),
    locale,
    writtenAt: order.paidAt ?? order.createdAt,
  });
  for (const [i, ticket] of tickets.entries()) {
    await takeTurn();
    drawTicket(paper, ticket, messages.orderPaid.ticketOf(i + 1, tickets.length), facts, sheets, messages);
  }
  await takeTurn();
  return paper.close();
}
