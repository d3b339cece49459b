/**
 * The double's front page: payments, events and their deliveries, newest first, with a button to send an event again. No IO.
 */
import { formatAmount } from '../model/currencies.ts';
import type { PaymentIntent, StripeEvent } from '../model/stripeObjects.ts';
import type { Delivery, Store } from '../store/store.ts';
import { html, renderPage } from './pageLayout.ts';
import type { Markup } from './pageLayout.ts';

const SHOWN = 100;

const newestFirst = <Item>(items: readonly Item[]): Item[] => items.toReversed().slice(0, SHOWN);

const timeOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

function renderPayment(intent: PaymentIntent): Markup {
  return html`<tr>
    <td>${timeOf(intent.created)}</td>
    <td>${formatAmount(intent.amount, intent.currency)}</td>
    <td>${intent.status}</td>
    <td class="wrap">${intent.last_payment_error?.message ?? ''}</td>
    <td><code>${intent.id}</code></td>
    <td class="wrap">${intent.description ?? ''}</td>
  </tr>`;
}

function describeDeliveries(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return 'not sent';
  return deliveries
    .map(({ state, attempts }) => {
      const last = attempts.at(-1);
      const answer = last === undefined ? '' : ` (${last.status ?? last.error ?? ''})`;
      return `${state}${attempts.length > 1 ? `, ${attempts.length} attempts` : ''}${answer}`;
    })
    .join('; ');
}

function renderEvent(event: StripeEvent, deliveries: readonly Delivery[]): Markup {
  return html`<tr>
    <td>${timeOf(event.created)}</td>
    <td>${event.type}</td>
    <td class="wrap">${describeDeliveries(deliveries)}</td>
    <td><code>${event.id}</code></td>
    <td>
      <form method="post" action="/__/events/${event.id}/resend">
        <button aria-label="Send again: ${event.type}, ${event.id}">Send again</button>
      </form>
    </td>
  </tr>`;
}

function renderTable(label: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  if (rows.length === 0) return html`<p class="soft">None yet. Buy a ticket, and it shows here.</p>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

export function renderDashboard(store: Store, webhookUrl: string | null): string {
  const byEvent = Map.groupBy(store.deliveries.list(), ({ eventId }) => eventId);
  const payments = newestFirst(store.intents.list()).map(({ intent }) => renderPayment(intent));
  const events = newestFirst(store.events.list()).map((event) =>
    renderEvent(event, byEvent.get(event.id) ?? []),
  );
  const content = html`
    <h1>The Stripe double</h1>
    <p class="soft">
      ${webhookUrl === null ? 'Events are kept, not sent.' : `Events go to ${webhookUrl}.`} Times are UTC.
      Newest first, at most ${SHOWN}.
    </p>
    <p>
      <a href="/">Look again</a> · <a href="/__/state">Everything as JSON</a> · <a href="/__/knobs">Knobs</a>
    </p>
    <h2>Payments</h2>
    ${renderTable('Payments', ['Created', 'Amount', 'Status', 'Last error', 'Id', 'Description'], payments)}
    <h2>Events</h2>
    ${renderTable('Events', ['Created', 'Type', 'Delivery', 'Id', 'Action'], events)}
  `;
  return renderPage('The Stripe double', content);
}
