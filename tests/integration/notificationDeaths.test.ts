/** [N4] A process that dies at a mail, or hears no answer to what it wrote: nothing is lost, and what goes out twice is known. */
import { describe, expect, test } from 'vitest';
import { maxAttempts } from '@fashionista/domain/notification';
import type { EmailDelivery, Notification } from '@fashionista/domain/notification';
import {
  deliverDueNotifications,
  deliverNotification,
} from '../../functions/notifications/deliverNotification.ts';
import type { DeliveryServices } from '../../functions/notifications/deliverNotification.ts';
import type { Mailer } from '../../functions/platform/mailer.ts';
import { openDeliveryStage } from '../support/deliveryStage.ts';

const { services, stageOrder, readEmail, caughtFor, loggedOf, passLease, setKnobs } =
  await openDeliveryStage();

/** A process that dies at the first commit that would give the delivery this status. */
function dyingAt(status: EmailDelivery['status']): DeliveryServices {
  return {
    ...services,
    store: {
      ...services.store,
      commit: (writes) => {
        const [write] = writes;
        const data = write && 'data' in write ? (write.data as Partial<Notification>) : undefined;
        if (data?.channels?.email.status === status) throw new Error('this process died');
        return services.store.commit(writes);
      },
    },
  };
}

describe('[N4] a process that dies loses nothing', () => {
  test('between taking and sending: it goes out once the lease has ended, and not before', async () => {
    const staged = await stageOrder();
    const dying: Mailer = { ...services.mailer, send: () => Promise.reject(new Error('this process died')) };
    await expect(deliverNotification({ ...services, mailer: dying }, staged.id)).rejects.toThrow('died');
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(0);
    passLease();
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
    expect(await readEmail(staged.id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('[N5] between sending and marking: it is sent again, and both carry one Message-ID', async () => {
    const staged = await stageOrder();
    await expect(deliverNotification(dyingAt('sent'), staged.id)).rejects.toThrow('died');
    expect(await readEmail(staged.id)).toMatchObject({ status: 'sending' });
    passLease();
    await deliverDueNotifications(services);
    const caught = await caughtFor(staged);
    expect(caught).toHaveLength(2);
    expect(caught[0]?.messageId).toBe(`<${staged.id}.email@portal.example>`);
    expect(caught[1]?.messageId).toBe(caught[0]?.messageId);
    expect(await readEmail(staged.id)).toMatchObject({ status: 'sent', messageId: caught[0]?.messageId });
  });

  test('before taking, or while a refusal is marked: the sweep does it', async () => {
    const untouched = await stageOrder();
    await expect(deliverNotification(dyingAt('sending'), untouched.id)).rejects.toThrow('died');
    const refused = await stageOrder();
    await setKnobs({ rejectNext: 1, code: 451 });
    await expect(deliverNotification(dyingAt('pending'), refused.id)).rejects.toThrow('died');
    passLease();
    await deliverDueNotifications(services);
    for (const staged of [untouched, refused]) expect(await caughtFor(staged)).toHaveLength(1);
  });

  test('one that dies at every attempt ends as failed, so that people see it', async () => {
    const staged = await stageOrder('order-paid', {
      status: 'sending',
      attempts: maxAttempts,
      leaseUntil: new Date(),
    });
    expect(await deliverNotification(services, staged.id)).toBe('left');
    expect(await readEmail(staged.id)).toMatchObject({ status: 'failed', lastError: 'died-sending' });
    expect(loggedOf(staged)).toEqual([`mailFailed ${staged.id}`]);
    expect(await caughtFor(staged)).toHaveLength(0);
  });
});

describe('answers that are lost', () => {
  const movesTo = (status: EmailDelivery['status']) => (writes: readonly { kind: string }[]) =>
    JSON.stringify(writes).includes(`"status":"${status}"`);

  test('of the mark: it is known to be sent, and not sent twice', async () => {
    const staged = await stageOrder();
    services.store.loseNextAnswer(movesTo('sent'));
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    passLease();
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
  });

  test('of the mark, which never arrived: it is written again', async () => {
    const staged = await stageOrder();
    services.store.loseNextCommit(movesTo('sent'));
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    expect((await readEmail(staged.id)).status).toBe('sent');
  });

  test('of the taking: nobody sends until the lease has ended, then one does', async () => {
    const staged = await stageOrder();
    services.store.loseNextAnswer(movesTo('sending'));
    expect(await deliverNotification(services, staged.id)).toBe('left');
    expect(await caughtFor(staged)).toHaveLength(0);
    passLease();
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});
