import { describe, expect, test } from 'vitest';
import { locales } from '@fashionista/domain/locale';
import { composeOrderRefunded } from './composeOrderRefunded.ts';
import type { OrderRecords } from './mailFacts.ts';
import { mailMessages } from './messages/mailMessages.ts';
import { demoEvent, demoOrder, demoOrderId, demoRecords } from './testing/demoRecords.ts';

const compose = (records: OrderRecords) =>
  composeOrderRefunded(records, mailMessages[records.notification.locale]);

describe.each(locales)('%s: the refund mail', (locale) => {
  test('says the amount that goes back, how long it takes, and the next step, in both parts', () => {
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const mail = compose(demoRecords('order-refunded', locale, { refundMinor: 48_000 }));
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain(locale === 'en' ? '€480.00' : '480,00');
      expect(part).toMatch(/5[^0-9]+10/);
      expect(part).toContain(`https://portal.example${prefix}/events/${demoEvent.slug}`);
      expect(part).toContain(`https://portal.example${prefix}/orders/${demoOrderId}`);
      expect(part).toContain(demoOrderId);
    }
    expect(mail.attachments).toEqual([]);
  });
});

test.each([
  ['has begun', { startsAt: new Date('2026-09-01T00:00:00Z') }],
  ['was cancelled', { state: 'cancelled' as const }],
])('nobody is sent to places of an event that %s', (_why, change) => {
  const mail = compose(demoRecords('order-refunded', 'en', { event: { ...demoEvent, ...change } }));
  expect(mail.html + mail.text).not.toContain('/events/');
});

test('what people typed never becomes markup', () => {
  const hostile = `<script>alert(1)</script>\n<b>`;
  const order = { ...demoOrder('en'), contact: { name: hostile, email: 'a@b.c' } };
  const event = { ...demoEvent, title: hostile, venueName: hostile, city: hostile, slug: `x"/><b>` };
  const mail = compose(demoRecords('order-refunded', 'en', { order, event }));
  expect(mail.html).not.toMatch(/<script|<b>/);
  expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;');
  expect(mail.html).toContain('href="https://portal.example/events/x%22%2F%3E%3Cb%3E"');
  expect(mail.subject).not.toContain('\n');
});
