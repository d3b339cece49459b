/**
 * What to tell somebody whose money came after their places had been let go ([P6]): what happened, that all of it
 * goes back, how long that takes, and what they can do now. No IO.
 */
import { checkSaleOpen } from '@fashionista/domain/event';
import type { ComposedMail } from './composeOrderPaid.ts';
import { formatMoney } from './formats.ts';
import { html } from './html.ts';
import { gatherFacts, pageAddress } from './mailFacts.ts';
import type { OrderRecords } from './mailFacts.ts';
import * as layout from './mailLayout.ts';
import { styles } from './mailTheme.ts';
import type { MailMessages } from './messages/mailMessages.ts';

export function composeOrderRefunded(records: OrderRecords, messages: MailMessages): ComposedMail {
  const { common, orderRefunded: words } = messages;
  const { notification, order, event, publicOrigin } = records;
  const facts = gatherFacts(records, records.notification.locale, messages);
  const amount = formatMoney(records.refundMinor, order.currency, facts.locale);
  const orderAddress = pageAddress(publicOrigin, facts.locale, 'orders', order.orderId);
  const eventAddress = pageAddress(publicOrigin, facts.locale, 'events', event.slug);
  // Nobody is sent to places that are no longer sold.
  const isOnSale = checkSaleOpen(event, notification.createdAt).ok;
  const subject = words.subject(facts.eventTitle);
  const rows = [
    layout.row(layout.accentCaption(words.caption), 44),
    layout.row(layout.headline(facts.eventTitle), 10),
    layout.row(layout.lead(words.greeting(facts.buyerName)), 18),
    layout.row(layout.paragraph(words.whatHappened(amount)), 12),
    layout.row(layout.paragraph(words.noTickets), 12),
    layout.hairline(36),
    layout.row(layout.caption(words.amountBack), 24),
    layout.row(html`<p class="ink headline" style="${styles.headline}">${amount}</p>`, 8),
    layout.row(layout.paragraph(`${words.how} ${words.howLong}`), 14),
    ...(isOnSale
      ? [
          layout.hairline(36),
          layout.row(layout.title(words.nextTitle), 24),
          layout.row(layout.paragraph(words.next), 10),
          layout.row(layout.button(eventAddress, words.openEvent), 22),
        ]
      : []),
    layout.hairline(36),
    layout.row(
      layout.facts([
        layout.orderFact(common.order, facts.orderNumber, orderAddress),
        layout.fact(common.when, facts.when, 2),
        layout.fact(common.where, facts.where.slice(0, 1)),
      ]),
      24,
    ),
    layout.row(html`<p style="${styles.text}">${layout.link(orderAddress, common.openOrder)}</p>`),
  ];
  const sections = [
    [facts.eventTitle.toLocaleUpperCase(facts.locale)],
    [words.greeting(facts.buyerName), words.whatHappened(amount), words.noTickets],
    [`${words.amountBack}: ${amount}`, words.how, words.howLong],
    ...(isOnSale ? [[words.nextTitle, words.next, `${words.openEvent}: ${eventAddress}`]] : []),
    [`${common.order}: ${facts.orderNumber}`, `${common.openOrder}: ${orderAddress}`],
    [`${common.when}:`, ...facts.when],
    ['--', common.footer(facts.orderNumber)],
  ];
  return {
    subject,
    html: layout.renderPage({
      locale: facts.locale,
      title: subject,
      preheader: words.preheader(amount),
      homeAddress: pageAddress(publicOrigin, facts.locale),
      footer: common.footer(facts.orderNumber),
      rows,
    }),
    text: `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`,
    attachments: [],
  };
}
