/** [N3] One mail, whoever delivers it and however many at a time: the trigger, and the sweep. */
import { describe, expect, test } from 'vitest';
import { paths } from '@fashionista/domain/paths';
import {
  deliverDueNotifications,
  deliverNotification,
} from '../../functions/notifications/deliverNotification.ts';
import type { Mailer } from '../../functions/platform/mailer.ts';
import { openDeliveryStage } from '../support/deliveryStage.ts';

const { firestore, services, stageOrder, readRecord, readEmail, caughtFor, loggedOf, setAhead, passLease } =
  await openDeliveryStage();

describe('[N3] one mail, whoever delivers', () => {
  test('ten deliveries at once send it once, and the record says when and as what', async () => {
    const staged = await stageOrder();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => deliverNotification(services, staged.id)),
    );
    expect(outcomes.toSorted()).toEqual([...Array<string>(9).fill('left'), 'sent']);
    const [caught, ...others] = await caughtFor(staged);
    expect(others).toEqual([]);
    const record = await readRecord(staged.id);
    expect(record.nextAttemptAt).toBeNull();
    expect(record.channels.email).toMatchObject({
      status: 'sent',
      attempts: 1,
      messageId: caught?.messageId,
      sentAt: expect.any(Date),
      leaseUntil: null,
      lastError: null,
    });
  });

  test('once sent, no sweep sends it again, at any time', async () => {
    const staged = await stageOrder();
    await deliverNotification(services, staged.id);
    setAhead(48 * 3_600_000);
    await deliverDueNotifications(services);
    expect(await deliverNotification(services, staged.id)).toBe('left');
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});

test('[N3] one that was slower than its lease does not overwrite what its successor wrote', async () => {
  const staged = await stageOrder();
  const reached = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  const slow: Mailer = {
    ...services.mailer,
    send: async () => {
      reached.resolve(undefined);
      await goOn.promise;
      return { ok: false, permanent: true, reason: 'too late' };
    },
  };
  const first = deliverNotification({ ...services, mailer: slow }, staged.id);
  await reached.promise;
  passLease();
  expect(await deliverNotification(services, staged.id)).toBe('sent');
  goOn.resolve(undefined);
  expect(await first).toBe('unmarked');
  expect(await readEmail(staged.id)).toMatchObject({ status: 'sent', lastError: null });
  expect(loggedOf(staged)).toEqual([`mailSent ${staged.id}`]);
});

describe('the sweep', () => {
  test('delivers whatever is due, of every shard, each once, two sweeps at a time', async () => {
    const staged = await Promise.all(Array.from({ length: 24 }, () => stageOrder()));
    await Promise.all([deliverDueNotifications(services), deliverDueNotifications(services)]);
    for (const one of staged) {
      expect((await readEmail(one.id)).status).toBe('sent');
      expect(await caughtFor(one)).toHaveLength(1);
    }
  });

  test('goes on past one that cannot be delivered', async () => {
    const broken = await stageOrder();
    await firestore.doc(paths.order(broken.order.orderId)).delete();
    const unreadable = await stageOrder();
    await firestore.doc(paths.notification(unreadable.id)).update({ locale: 'xx' });
    const whole = await stageOrder();
    await deliverDueNotifications(services);
    expect(await caughtFor(whole)).toHaveLength(1);
    expect(loggedOf(unreadable)).toEqual([`sweepFailed ${unreadable.id}`]);
    expect(loggedOf(broken)).toEqual([`mailDelayed ${broken.id}`]);
    expect(await readEmail(broken.id)).toMatchObject({ status: 'pending', lastError: 'no order' });
  });
});

test('a notification that does not exist is left', async () => {
  expect(await deliverNotification(services, 'order-paid_none')).toBe('left');
});
