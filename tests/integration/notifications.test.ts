/**
 * The outbox delivered for real: the functions' delivery on a Firestore emulator and a mail catcher of this file's own,
 * where nothing else delivers. Each test has an order of its own; the clock is set ahead instead of waited for.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import type { Firestore } from 'firebase-admin/firestore';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { OrderId } from '@fashionista/domain/ids';
import { createNotification, leaseSeconds, maxAttempts } from '@fashionista/domain/notification';
import type { EmailDelivery, Notification, OrderNotificationKind } from '@fashionista/domain/notification';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import {
  deliverDueNotifications,
  deliverNotification,
} from '../../functions/notifications/deliverNotification.ts';
import type { DeliveryServices } from '../../functions/notifications/deliverNotification.ts';
import {
  demoEvent,
  demoOrder,
  demoTickets,
  demoVenue,
} from '../../functions/notifications/testing/demoRecords.ts';
import { createPlans } from '../../functions/plans/plans.ts';
import { createAuthUsers } from '../../functions/platform/authUsers.ts';
import { createMailer } from '../../functions/platform/mailer.ts';
import type { Mailer } from '../../functions/platform/mailer.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createStore } from '../../functions/platform/store.ts';
import { readPdf } from '../../functions/tickets/testing/readPdf.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { gateStore } from '../support/gatedStore.ts';
import type { GatedStore } from '../support/gatedStore.ts';
import { startPart } from '../support/startPart.ts';
import type { StartedPart } from '../support/startPart.ts';

const portsFrom = 26_080;
const stopping: (() => Promise<void> | void)[] = [];

let firestore: Firestore;
let mail: StartedPart;
let mailFolder: string;
let services: DeliveryServices & { store: GatedStore; mailer: Mailer };
let aheadMs = 0;

beforeAll(async () => {
  const emulator = await startPart('firestore', 'local/emulators/firestore.ts', {
    PORT: String(await reservePort(portsFrom)),
    GCLOUD_PROJECT: 'demo-notifications',
    FIRESTORE_RULES: undefined,
    FUNCTIONS_EMULATOR_HOST: undefined,
  });
  stopping.push(emulator.stop);
  mailFolder = mkdtempSync(path.join(tmpdir(), 'fashionista-outbox-'));
  mail = await startPart('mail', 'local/mail/main.ts', { STATE_DIR: mailFolder });
  stopping.push(mail.stop, () => rmSync(mailFolder, { recursive: true, force: true }));
  process.env['FIRESTORE_EMULATOR_HOST'] = new URL(emulator.origin).host;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  const app: App = initializeApp({ projectId: 'demo-notifications' }, 'notifications');
  firestore = getFirestore(app);
  const store = gateStore(createStore(firestore, createLog(), 8_000));
  const mailer = createMailer(String(mail.line['smtp']));
  stopping.push(
    () => mailer.close(),
    () => firestore.terminate(),
    () => deleteApp(app),
  );
  services = {
    store,
    mailer,
    clock: () => new Date(Date.now() + aheadMs),
    random: () => 0.5,
    plans: createPlans(store),
    authUsers: createAuthUsers(getAuth(app)),
    log: collectLog(logged),
    config: { publicOrigin: 'https://portal.example', mailFrom: 'Portal <tickets@portal.example>' },
  };
  await firestore.doc(paths.event(demoEvent.eventId)).set(demoEvent);
  await firestore.doc(paths.venue(demoVenue.venueId)).set(demoVenue);
}, 60_000);
afterAll(async () => {
  for (const stop of stopping.toReversed()) await stop();
});
beforeEach(async () => {
  aheadMs = 0;
  await setKnobs({ rejectNext: 0, code: 451, delayMs: 0 });
});

/** What operations would read, as `mailSent order-paid_…`. */
const logged: string[] = [];
const collectLog = (lines: string[]): DeliveryServices['log'] => ({
  mailSent: (id) => void lines.push(`mailSent ${id}`),
  mailDelayed: (id) => void lines.push(`mailDelayed ${id}`),
  paperFailed: (id) => void lines.push(`paperFailed ${id}`),
  mailFailed: (id) => void lines.push(`mailFailed ${id}`),
  sweepFailed: (subject) => void lines.push(`sweepFailed ${subject}`),
});
const loggedOf = ({ id }: Staged) => logged.filter((line) => line.endsWith(` ${id}`));

const setKnobs = (knobs: object) =>
  fetch(`${mail.origin}/api/knobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(knobs),
  });

interface Staged {
  id: string;
  order: Order;
}

/** An order with its tickets and its notification, as the commit that sells leaves them. */
async function stage(
  kind: OrderNotificationKind = 'order-paid',
  change: Partial<EmailDelivery> = {},
): Promise<Staged> {
  const orderId = `o-${randomUUID()}` as OrderId;
  const contact = { name: 'Ada Moretti', email: `${orderId}@example.com` };
  const order: Order = { ...demoOrder('it'), orderId, contact };
  const fresh = createNotification(kind, order, new Date());
  const notification = { ...fresh, channels: { email: { ...fresh.channels.email, ...change } } };
  const batch = firestore.batch();
  batch.set(firestore.doc(paths.order(orderId)), order);
  if (kind === 'order-paid')
    for (const ticket of demoTickets(order)) batch.set(firestore.doc(paths.ticket(ticket.ticketId)), ticket);
  else batch.set(firestore.doc(paths.orderEntry(orderId, 'refund-due')), { amountMinor: order.amountMinor });
  batch.set(firestore.doc(paths.notification(notification.notificationId)), notification);
  await batch.commit();
  return { id: notification.notificationId, order };
}

async function readRecord(id: string): Promise<Notification> {
  const read = await services.store.read<Notification>(paths.notification(id));
  if (!read) throw new Error(`There is no ${id}.`);
  return read.data;
}
const readEmail = async (id: string) => (await readRecord(id)).channels.email;

/** What the catcher took for this order, as it came over the wire. */
async function caughtFor({ order }: Staged) {
  const files = readdirSync(mailFolder).filter((name) => name.endsWith('.json'));
  const stored = files.map(
    (name) =>
      JSON.parse(readFileSync(path.join(mailFolder, name), 'utf8')) as { to: string[]; rawBase64: string },
  );
  return Promise.all(
    stored
      .filter(({ to }) => to.includes(order.contact.email))
      .map(({ rawBase64 }) => simpleParser(Buffer.from(rawBase64, 'base64'), { keepCidLinks: true })),
  );
}

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

const passLease = () => (aheadMs += leaseSeconds * 1000);

describe('[N3] one mail, whoever delivers', () => {
  test('ten deliveries at once send it once, and the record says when and as what', async () => {
    const staged = await stage();
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

  test('it is in the buyer’s language, and each QR picture scans as its ticket’s code', async () => {
    const staged = await stage();
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    expect(caught?.subject).toBe('I tuoi biglietti: Lumière d’été');
    expect(caught?.text).toContain(`https://portal.example/it/orders/${staged.order.orderId}`);
    const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
    const pictures = (caught?.attachments ?? []).filter(({ contentType }) => contentType === 'image/png');
    const scanned = await Promise.all(
      pictures.map(async ({ content }) => {
        const [found] = await readBarcodes(new Uint8Array(content), { formats: ['QRCode'] });
        return found?.text;
      }),
    );
    expect(scanned).toEqual(demoTickets(staged.order).map(({ code }) => code));
    for (const { cid } of pictures) expect(caught?.html).toContain(`cid:${cid}`);
  });

  test('the tickets are in it on paper too, a page each', async () => {
    const staged = await stage();
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    const papers = (caught?.attachments ?? []).filter(({ contentType }) => contentType === 'application/pdf');
    expect(papers).toMatchObject([
      { filename: 'lumiere-d-ete-biglietti.pdf', contentDisposition: 'attachment' },
    ]);
    const { pages } = await readPdf(papers[0]?.content ?? Buffer.alloc(0));
    const codes = await Promise.all(pages.map((page) => page.codes()));
    expect(codes.flat()).toEqual(demoTickets(staged.order).map(({ code }) => code));
  });

  test('once sent, no sweep sends it again, at any time', async () => {
    const staged = await stage();
    await deliverNotification(services, staged.id);
    aheadMs = 48 * 3_600_000;
    await deliverDueNotifications(services);
    expect(await deliverNotification(services, staged.id)).toBe('left');
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});

describe('[N6] a temporary refusal', () => {
  test('451 waits about 40 seconds, not less, and then goes out', async () => {
    const staged = await stage();
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
    aheadMs = 41_000;
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
    expect(await readEmail(staged.id)).toMatchObject({ status: 'sent', attempts: 2, lastError: null });
  });

  test('a mail server that is away loses nothing: the twelfth attempt still can', async () => {
    const staged = await stage();
    const away = { ...services, mailer: createMailer('smtp://127.0.0.1:9') };
    for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
      expect(await deliverNotification(away, staged.id)).toBe('delayed');
      const { nextAttemptAt } = await readRecord(staged.id);
      aheadMs = (nextAttemptAt?.getTime() ?? 0) - Date.now() + 1000;
    }
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    expect((await readEmail(staged.id)).attempts).toBe(maxAttempts);
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});

test('[N8] 550 fails at once, with its reason, and is never tried again', async () => {
  const staged = await stage();
  await setKnobs({ rejectNext: 1, code: 550 });
  expect(await deliverNotification(services, staged.id)).toBe('failed');
  const record = await readRecord(staged.id);
  expect(record.channels.email).toMatchObject({
    status: 'failed',
    attempts: 1,
    lastError: expect.stringContaining('550'),
  });
  expect(record.nextAttemptAt).toBeNull();
  aheadMs = 48 * 3_600_000;
  await deliverDueNotifications(services);
  expect(await caughtFor(staged)).toHaveLength(0);
});

describe('[N4] a process that dies loses nothing', () => {
  test('between taking and sending: it goes out once the lease has ended, and not before', async () => {
    const staged = await stage();
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
    const staged = await stage();
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
    const untouched = await stage();
    await expect(deliverNotification(dyingAt('sending'), untouched.id)).rejects.toThrow('died');
    const refused = await stage();
    await setKnobs({ rejectNext: 1, code: 451 });
    await expect(deliverNotification(dyingAt('pending'), refused.id)).rejects.toThrow('died');
    passLease();
    await deliverDueNotifications(services);
    for (const staged of [untouched, refused]) expect(await caughtFor(staged)).toHaveLength(1);
  });

  test('one that dies at every attempt ends as failed, so that people see it', async () => {
    const staged = await stage('order-paid', {
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
    const staged = await stage();
    services.store.loseNextAnswer(movesTo('sent'));
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    passLease();
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
  });

  test('of the mark, which never arrived: it is written again', async () => {
    const staged = await stage();
    services.store.loseNextCommit(movesTo('sent'));
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    expect((await readEmail(staged.id)).status).toBe('sent');
  });

  test('of the taking: nobody sends until the lease has ended, then one does', async () => {
    const staged = await stage();
    services.store.loseNextAnswer(movesTo('sending'));
    expect(await deliverNotification(services, staged.id)).toBe('left');
    expect(await caughtFor(staged)).toHaveLength(0);
    passLease();
    await deliverDueNotifications(services);
    expect(await caughtFor(staged)).toHaveLength(1);
  });
});

test('[N3] one that was slower than its lease does not overwrite what its successor wrote', async () => {
  const staged = await stage();
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
    const staged = await Promise.all(Array.from({ length: 24 }, () => stage()));
    await Promise.all([deliverDueNotifications(services), deliverDueNotifications(services)]);
    for (const one of staged) {
      expect((await readEmail(one.id)).status).toBe('sent');
      expect(await caughtFor(one)).toHaveLength(1);
    }
  });

  test('goes on past one that cannot be delivered', async () => {
    const broken = await stage();
    await firestore.doc(paths.order(broken.order.orderId)).delete();
    const unreadable = await stage();
    await firestore.doc(paths.notification(unreadable.id)).update({ locale: 'xx' });
    const whole = await stage();
    await deliverDueNotifications(services);
    expect(await caughtFor(whole)).toHaveLength(1);
    expect(loggedOf(unreadable)).toEqual([`sweepFailed ${unreadable.id}`]);
    expect(loggedOf(broken)).toEqual([`mailDelayed ${broken.id}`]);
    expect(await readEmail(broken.id)).toMatchObject({ status: 'pending', lastError: 'no order' });
  });
});

describe('what is mailed is what stands at that time', () => {
  const ticketsOf = ({ order }: Staged) =>
    demoTickets(order).map(({ ticketId }) => firestore.doc(paths.ticket(ticketId)));

  test('a ticket that was passed on or voided since is not sent to its former holder', async () => {
    const staged = await stage();
    const [first, second] = ticketsOf(staged);
    await first?.update({ uid: 'another' });
    await second?.update({ status: 'void' });
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    expect(caught?.attachments.map(({ filename }) => filename)).toEqual([
      'rail-b-7.png',
      'lumiere-d-ete-biglietti.pdf',
    ]);
    const { pages } = await readPdf(caught?.attachments[1]?.content ?? Buffer.alloc(0));
    expect(await Promise.all(pages.map((page) => page.codes()))).toEqual([
      [demoTickets(staged.order)[2]?.code],
    ]);
    expect(caught?.text).not.toContain('parterre-left-a-12');
  });

  test('where none is left, no mail goes out', async () => {
    const staged = await stage();
    await Promise.all(ticketsOf(staged).map((ticket) => ticket.update({ status: 'void' })));
    expect(await deliverNotification(services, staged.id)).toBe('failed');
    expect(await caughtFor(staged)).toHaveLength(0);
  });

  test('a refund says the amount of the refund', async () => {
    const staged = await stage('order-refunded');
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    const [caught] = await caughtFor(staged);
    expect(caught?.subject).toBe('Il tuo denaro torna indietro: Lumière d’été');
    expect(caught?.text).toContain('525,50');
    expect(caught?.attachments).toEqual([]);
  });
});

test('a notification that does not exist is left', async () => {
  expect(await deliverNotification(services, 'order-paid_none')).toBe('left');
});
