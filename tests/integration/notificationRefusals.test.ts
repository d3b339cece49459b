/** What becomes of a mail that the mail server refuses, for now or for good. */
import { describe, expect, test } from 'vitest';
import { maxAttempts } from '@fashionista/domain/notification';
import {
  deliverDueNotifications,
  deliverNotification,
} from '../../functions/notifications/deliverNotification.ts';
import { createMailer } from '../../functions/platform/mailer.ts';
import { openDeliveryStage } from '../support/deliveryStage.ts';

const { services, stageOrder, readRecord, readEmail, caughtFor, setAhead, setKnobs } =
  await openDeliveryStage();

describe('[N6] a temporary refusal', () => {
  test('451 waits about 40 seconds, not less, and then goes out', async () => {
    const staged = await stageOrder();
    await setKnobs({ rejectNext: 1, code: 451 });
    expect(await deliverNotification(services, staged.id)).toBe('delayed');
    const waiting = await readRecord(staged.id);
    expect(waiting.channels.email).toMatchObject({
      status: 'pending',
      attempts: 1,
      lastError: expect.stringContaining('451'),
    });
    const waitMs = (waiting.nextAttemptAt?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(30_000);
    expect(waitMs).toBeLessThanOrEqual(40_000);

    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(0);
    setAhead(41_000);
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
    expect(await readEmail(staged.id)).toMatchObject({ status: 'sent', attempts: 2, lastError: null });
  });

  test('a mail server that is away loses nothing: the twelfth attempt still can', async () => {
    const staged = await stageOrder();
    const away = { ...services, mailer: createMailer('smtp://127.0.0.1:9') };
    for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
      expect(await deliverNotification(away, staged.id)).toBe('delayed');
      const { nextAttemptAt } = await readRecord(staged.id);
      setAhead((nextAttemptAt?.getTime() ?? 0) - Date.now() + 1000);
    }
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    expect((await readEmail(staged.id)).attempts).toBe(maxAttempts);
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});

test('[N8] 550 fails at once, with its reason, and is never tried again', async () => {
  const staged = await stageOrder();
  await setKnobs({ rejectNext: 1, code: 550 });
  expect(await deliverNotification(services, staged.id)).toBe('failed');
  const record = await readRecord(staged.id);
  expect(record.channels.email).toMatchObject({
    status: 'failed',
    attempts: 1,
    lastError: expect.stringContaining('550'),
  });
  expect(record.nextAttemptAt).toBeNull();
  setAhead(48 * 3_600_000);
  await deliverDueNotifications(services);
  expect(await caughtFor(staged)).toHaveLength(0);
});
