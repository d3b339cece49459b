import { Timestamp } from 'firebase-admin/firestore';
import { expect, test } from 'vitest';
import { createNotification } from '@fashionista/domain/notification';
import type { OrderNotificationKind } from '@fashionista/domain/notification';
import { paths } from '@fashionista/domain/paths';
import type { MailMessage } from '../platform/mailer.ts';
import type { Snapshot, Write } from '../platform/store.ts';
import { deliverNotification } from './deliverNotification.ts';
import type { DeliveryServices } from './deliverNotification.ts';
import { demoEvent, demoOrder, demoTickets, demoVenue } from './testing/demoRecords.ts';

const now = new Date('2026-09-02T09:16:00Z');

/** The outbox with one notification of the demo's order, and whatever is mailed. */
function stage(kind: OrderNotificationKind) {
  const order = demoOrder('it');
  const notification = createNotification(kind, order, now);
  const documents = new Map<string, object>([
    [paths.notification(notification.notificationId), notification],
    [paths.order(order.orderId), order],
    [paths.event(demoEvent.eventId), demoEvent],
    [paths.venue(demoVenue.venueId), demoVenue],
    ...demoTickets(order).map((ticket): [string, object] => [paths.ticket(ticket.ticketId), ticket]),
  ]);
  const read = (path: string) =>
    documents.has(path)
      ? ({ path, data: documents.get(path), updateTime: Timestamp.fromDate(now) } as Snapshot<never>)
      : undefined;
  const sent: MailMessage[] = [];
  const services = {
    store: {
      read: async (path: string) => read(path),
      readAll: async (all: readonly string[]) => all.map(read),
      commit: async (writes: readonly Write[]) => {
        for (const write of writes)
          if (write.kind === 'update')
            documents.set(write.path, { ...documents.get(write.path), ...write.data });
        return 'committed';
      },
    },
    mailer: {
      send: async (message: MailMessage) => {
        sent.push(message);
        return { ok: true };
      },
      close: () => undefined,
    },
    clock: () => now,
    random: () => 0.5,
    plans: { index: async () => undefined },
    log: { mailSent: () => undefined },
    config: { publicOrigin: 'https://portal.example', mailFrom: 'Portal <tickets@portal.example>' },
  } as unknown as DeliveryServices;
  return { services, sent, notificationId: notification.notificationId };
}

test('[T5] the confirmation takes the tickets on paper along, the word of a refund takes none', async () => {
  const paid = stage('order-paid');
  expect(await deliverNotification(paid.services, paid.notificationId)).toBe('sent');
  expect(paid.sent[0]?.attachments).toHaveLength(3);
  expect(paid.sent[0]?.files.map(({ filename }) => filename)).toEqual(['lumiere-d-ete-biglietti.pdf']);
  expect(paid.sent[0]?.files[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
  const refunded = stage('order-refunded');
  expect(await deliverNotification(refunded.services, refunded.notificationId)).toBe('sent');
  expect(refunded.sent[0]?.files).toEqual([]);
});
