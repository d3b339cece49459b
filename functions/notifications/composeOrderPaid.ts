/**
 * The confirmation of a paid order: the tickets with their QR pictures, when and where, what to do at the door, and
 * what was paid. Complete without a network: the codes are in it. The text part says the same. No IO.
 */
import type { Order } from '@fashionista/domain/order';
import type { Ticket } from '@fashionista/domain/ticket';
import type { InlinePicture } from '../platform/mailer.ts';
import { drawTicketQr } from './drawTicketQr.ts';
import { formatMoney } from './formats.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { describePlace, gatherFacts, pageAddress, ticketAddress } from './mailFacts.ts';
import type { MailFacts, OrderRecords, PlaceWords } from './mailFacts.ts';
import * as layout from './mailLayout.ts';
import { pageWidthPx, styles } from './mailTheme.ts';
import type { MailMessages } from './messages/mailMessages.ts';
import { plainLine } from './plainLine.ts';

export interface ComposedMail {
  subject: string;
  html: string;
  text: string;
  attachments: InlinePicture[];
}

/** A ticket as the mail shows it. */
interface TicketPart {
  position: string;
  place: PlaceWords;
  typeName: string;
  holderName: string;
  address: string;
  qrSizePx: number;
  picture: InlinePicture;
}

async function prepareTicket(
  ticket: Ticket,
  index: number,
  records: OrderRecords,
  messages: MailMessages,
): Promise<TicketPart> {
  const { notification, publicOrigin, standingSections, tickets } = records;
  const { png, sizePx } = await drawTicketQr(ticket.code);
  return {
    position: messages.orderPaid.ticketOf(index + 1, tickets.length),
    place: describePlace(ticket, standingSections, messages),
    typeName: plainLine(ticket.ticketTypeName),
    holderName: plainLine(ticket.holderName),
    address: ticketAddress(publicOrigin, notification.locale, ticket),
    qrSizePx: sizePx,
    picture: {
      cid: `qr-${index + 1}.${notification.notificationId}@tickets`,
      filename: `${ticket.placeId}.png`,
      content: png,
      contentType: 'image/png',
    },
  };
}

function renderTicket(part: TicketPart, { orderPaid }: MailMessages): Html {
  const { place, qrSizePx } = part;
  const words = html`<div style="padding:28px 16px 0 0;">
    ${layout.caption(part.position)}
    <div style="padding-top:8px;">${layout.title(place.section)}</div>
    <div style="padding-top:6px;">${layout.lead(place.spot)}</div>
    <div style="padding-top:10px;">${layout.softLine(part.typeName)}${layout.softLine(part.holderName)}</div>
    <p style="margin:0;padding-top:14px;${styles.text}">${layout.link(part.address, orderPaid.openTicket)}</p>
  </div>`;
  const picture = html`<div style="padding-top:28px;">
    <a href="${part.address}" style="text-decoration:none;"
      ><img
        src="cid:${part.picture.cid}"
        width="${qrSizePx}"
        height="${qrSizePx}"
        alt="${orderPaid.qrAlt(place.full)}"
        style="display:block;width:${qrSizePx}px;height:${qrSizePx}px;border:0;background:#ffffff;${styles.soft}"
    /></a>
  </div>`;
  const room = pageWidthPx - 2 * 40 - qrSizePx;
  return layout.row(layout.twoColumns(words, room, picture, qrSizePx));
}

/** Lines of one kind and price together. */
function groupLines({ lines }: Order): { name: string; count: number; priceMinor: number }[] {
  const groups = new Map<string, { name: string; count: number; priceMinor: number }>();
  for (const { ticketTypeId, ticketTypeName, priceMinor } of lines) {
    const key = `${ticketTypeId} ${priceMinor}`;
    const group = groups.get(key) ?? { name: plainLine(ticketTypeName), count: 0, priceMinor };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}

interface Bill {
  lines: [what: string, amount: string][];
  total: string;
  /** VAT and fee, where there are any. */
  contained: [what: string, amount: string][];
}

function prepareBill(order: Order, { locale }: MailFacts, { orderPaid }: MailMessages): Bill {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency, locale);
  const contained: [string, number][] = [
    [orderPaid.includedVat, order.includedVatMinor],
    [orderPaid.includedFee, order.includedFeeMinor],
  ];
  return {
    lines: groupLines(order).map(({ name, count, priceMinor }) => [
      `${count} × ${name}`,
      money(count * priceMinor),
    ]),
    total: money(order.amountMinor),
    contained: contained
      .filter(([, amountMinor]) => amountMinor > 0)
      .map(([what, amountMinor]) => [what, money(amountMinor)]),
  };
}

function renderBill({ lines, total, contained }: Bill, { orderPaid }: MailMessages): Html[] {
  return [
    layout.hairline(44),
    layout.row(layout.title(orderPaid.paidTitle), 24),
    layout.row(
      layout.bill([
        ...lines.map(([what, amount]) =>
          layout.billLine(layout.paragraph(what), layout.paragraph(amount), 12),
        ),
        layout.billLine(
          layout.paragraph(orderPaid.total),
          html`<p class="ink" style="${styles.amount}">${total}</p>`,
          16,
        ),
        ...contained.map(([what, amount]) =>
          layout.billLine(layout.softLine(what), layout.softLine(amount), 4),
        ),
      ]),
      4,
    ),
    ...(contained.length > 0 ? [layout.row(layout.softLine(orderPaid.allIncluded), 14)] : []),
  ];
}

const renderDoor = (steps: readonly string[], { orderPaid }: MailMessages): Html[] => [
  layout.hairline(44),
  layout.row(layout.title(orderPaid.doorTitle), 24),
  layout.row(
    html`<ol style="margin:0;padding:4px 0 0 22px;${styles.text}" class="ink">
      ${steps.map((step) => html`<li class="ink" style="padding:10px 0 0 6px;${styles.text}">${step}</li>`)}
    </ol>`,
  ),
];

function renderHtml(
  facts: MailFacts,
  parts: readonly TicketPart[],
  bill: Bill,
  records: OrderRecords,
  messages: MailMessages,
): string {
  const { common, orderPaid } = messages;
  const orderAddress = pageAddress(records.publicOrigin, facts.locale, 'orders', records.order.orderId);
  return layout.renderPage({
    locale: facts.locale,
    title: orderPaid.subject(facts.eventTitle, parts.length),
    preheader: orderPaid.preheader(facts.day, facts.venueName),
    homeAddress: pageAddress(records.publicOrigin, facts.locale),
    footer: common.footer(facts.orderNumber),
    rows: [
      layout.row(layout.caption(orderPaid.caption(parts.length)), 44),
      layout.row(layout.headline(facts.eventTitle), 10),
      layout.row(layout.lead(orderPaid.thanks(facts.buyerName, parts.length)), 18),
      layout.row(
        layout.facts([
          layout.fact(common.when, facts.when, 2),
          layout.fact(common.where, facts.where),
          layout.orderFact(common.order, facts.orderNumber, orderAddress),
        ]),
        32,
      ),
      ...parts.flatMap((part, i) => [layout.hairline(i === 0 ? 14 : 28), renderTicket(part, messages)]),
      ...renderDoor(orderPaid.doorSteps(facts.doors), messages),
      ...renderBill(bill, messages),
      layout.row(layout.button(orderAddress, common.openOrder), 28),
    ],
  });
}

function renderText(
  facts: MailFacts,
  parts: readonly TicketPart[],
  bill: Bill,
  records: OrderRecords,
  { common, orderPaid }: MailMessages,
): string {
  const orderAddress = pageAddress(records.publicOrigin, facts.locale, 'orders', records.order.orderId);
  const amounts = (rows: [string, string][]) => rows.map(([what, amount]) => `${what}: ${amount}`);
  const sections = [
    [facts.eventTitle.toLocaleUpperCase(facts.locale)],
    [orderPaid.thanks(facts.buyerName, parts.length)],
    [`${common.when}:`, ...facts.when],
    [`${common.where}:`, ...facts.where],
    [`${common.order}: ${facts.orderNumber}`],
    ...parts.map((part) => [
      part.position,
      part.place.full,
      `${part.typeName}, ${part.holderName}`,
      `${orderPaid.openTicket}: ${part.address}`,
    ]),
    [orderPaid.doorTitle, ...orderPaid.doorSteps(facts.doors).map((step) => `- ${step}`)],
    [
      orderPaid.paidTitle,
      ...amounts(bill.lines),
      `${orderPaid.total}: ${bill.total}`,
      ...amounts(bill.contained),
      ...(bill.contained.length > 0 ? [orderPaid.allIncluded] : []),
    ],
    [`${common.openOrder}: ${orderAddress}`],
    ['--', common.footer(facts.orderNumber)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export async function composeOrderPaid(records: OrderRecords, messages: MailMessages): Promise<ComposedMail> {
  const facts = gatherFacts(records, records.notification.locale, messages);
  const parts = await Promise.all(
    records.tickets.map((ticket, i) => prepareTicket(ticket, i, records, messages)),
  );
  const bill = prepareBill(records.order, facts, messages);
  return {
    subject: messages.orderPaid.subject(facts.eventTitle, parts.length),
    html: renderHtml(facts, parts, bill, records, messages),
    text: renderText(facts, parts, bill, records, messages),
    attachments: parts.map(({ picture }) => picture),
  };
}
