/**
 * The outbox delivered for real: the functions' delivery on a Firestore emulator and a mail catcher of a test file's own,
 * where nothing else delivers. Each test has an order of its own; the clock is set ahead instead of waited for. Call it at
 * the top of the file. IO: processes, Firestore, mail, a temporary folder.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';
import type { Firestore } from 'firebase-admin/firestore';
import { simpleParser } from 'mailparser';
import { afterAll, beforeEach } from 'vitest';
import type { OrderId } from '@fashionista/domain/ids';
import { createNotification, leaseSeconds } from '@fashionista/domain/notification';
import type { EmailDelivery, Notification, OrderNotificationKind } from '@fashionista/domain/notification';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { DeliveryServices } from '../../functions/notifications/deliverNotification.ts';
import {
  demoEvent,
  demoOrder,
  demoTickets,
  demoVenue,
} from '../../functions/notifications/testing/demoRecords.ts';
import { createPlans } from '../../functions/plans/plans.ts';
import { createAuthUsers } from '../../functions/platform/authUsers.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createMailer } from '../../functions/platform/mailer.ts';
import type { Mailer } from '../../functions/platform/mailer.ts';
import { createStore } from '../../functions/platform/store.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { gateStore } from './gatedStore.ts';
import type { GatedStore } from './gatedStore.ts';
import { startPart } from './startPart.ts';
import type { StartedPart } from './startPart.ts';

const portsFrom = 26_080;
const projectId = 'demo-notifications';

/** An order that somebody is to be told of, and its notification's id. */
export interface Staged {
  id: string;
  order: Order;
}

/** Until the file's end. */
async function openFirestore(): Promise<{ firestore: Firestore; authUsers: DeliveryServices['authUsers'] }> {
  const emulator = await startPart('firestore', 'local/emulators/firestore.ts', {
    PORT: String(await reservePort(portsFrom)),
    GCLOUD_PROJECT: projectId,
    FIRESTORE_RULES: undefined,
    FUNCTIONS_EMULATOR_HOST: undefined,
  });
  process.env['FIRESTORE_EMULATOR_HOST'] = new URL(emulator.origin).host;
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  const app = initializeApp({ projectId }, 'notifications');
  const firestore = getFirestore(app);
  afterAll(async () => {
    await deleteApp(app);
    await firestore.terminate();
    await emulator.stop();
  });
  return { firestore, authUsers: createAuthUsers(getAuth(app)) };
}

/** Until the file's end. `folder`: where it keeps what it catches. */
async function openMail(): Promise<{ mail: StartedPart; folder: string; mailer: Mailer }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-outbox-'));
  const mail = await startPart('mail', 'local/mail/main.ts', { STATE_DIR: folder });
  const mailer = createMailer(String(mail.line['smtp']));
  afterAll(async () => {
    mailer.close();
    await mail.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { mail, folder, mailer };
}

/** What operations would read, as `mailSent order-paid_…`. */
const collectLog = (lines: string[]): DeliveryServices['log'] => ({
  mailSent: (id) => void lines.push(`mailSent ${id}`),
  mailDelayed: (id) => void lines.push(`mailDelayed ${id}`),
  paperFailed: (id) => void lines.push(`paperFailed ${id}`),
  mailFailed: (id) => void lines.push(`mailFailed ${id}`),
  sweepFailed: (subject) => void lines.push(`sweepFailed ${subject}`),
});

/** An order with its tickets and its notification, as the commit that sells leaves them. */
async function stageOrder(
  firestore: Firestore,
  kind: OrderNotificationKind,
  change: Partial<EmailDelivery>,
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

/** What the catcher took for this order, as it came over the wire. */
async function readCaught(folder: string, { order }: Staged) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const stored = files.map(
    (name) =>
      JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { to: string[]; rawBase64: string },
  );
  return Promise.all(
    stored
      .filter(({ to }) => to.includes(order.contact.email))
      .map(({ rawBase64 }) => simpleParser(Buffer.from(rawBase64, 'base64'), { keepCidLinks: true })),
  );
}

export async function openDeliveryStage() {
  const { firestore, authUsers } = await openFirestore();
  const { mail, folder, mailer } = await openMail();
  const store = gateStore(createStore(firestore, createLog(), 8_000));
  const logged: string[] = [];
  let aheadMs = 0;
  const services: DeliveryServices & { store: GatedStore; mailer: Mailer } = {
    store,
    mailer,
    clock: () => new Date(Date.now() + aheadMs),
    random: () => 0.5,
    plans: createPlans(store),
    authUsers,
    log: collectLog(logged),
    config: { publicOrigin: 'https://portal.example', mailFrom: 'Portal <tickets@portal.example>' },
  };
  await firestore.doc(paths.event(demoEvent.eventId)).set(demoEvent);
  await firestore.doc(paths.venue(demoVenue.venueId)).set(demoVenue);

  /** How the mail catcher answers what comes next. */
  const setKnobs = (knobs: object) =>
    fetch(`${mail.origin}/api/knobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(knobs),
    });
  beforeEach(async () => {
    aheadMs = 0;
    await setKnobs({ rejectNext: 0, code: 451, delayMs: 0 });
  });

  async function readRecord(id: string): Promise<Notification> {
    const read = await store.read<Notification>(paths.notification(id));
    if (!read) throw new Error(`There is no ${id}.`);
    return read.data;
  }
  return {
    firestore,
    services,
    setKnobs,
    stageOrder: (kind: OrderNotificationKind = 'order-paid', change: Partial<EmailDelivery> = {}) =>
      stageOrder(firestore, kind, change),
    readRecord,
    readEmail: async (id: string) => (await readRecord(id)).channels.email,
    caughtFor: (staged: Staged) => readCaught(folder, staged),
    loggedOf: ({ id }: Staged) => logged.filter((line) => line.endsWith(` ${id}`)),
    setAhead: (ms: number) => (aheadMs = ms),
    passLease: () => (aheadMs += leaseSeconds * 1000),
  };
}
