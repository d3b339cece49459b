/**
 * Delivers the outbox: takes a notification by a lease, composes and sends its mail, marks it. A process may die
 * between any two steps: what it had taken comes up again when its lease ends ([N3], [N4]), and a mail that goes out
 * twice for that carries the same Message-ID ([N5]). Called by the trigger on new notifications, and by the sweep.
 * IO: Firestore, Firebase Auth, SMTP.
 */
import {
  decideLease,
  decideNotSent,
  decideSent,
  messageIdOf,
  notificationShards,
} from '@fashionista/domain/notification';
import type { Notification, NotificationChange, Refusal } from '@fashionista/domain/notification';
import { paths } from '@fashionista/domain/paths';
import type { Snapshot } from '../platform/store.ts';
import type { Services } from '../services.ts';
import { composeMail } from './composeMail.ts';
import { languageTags } from './formats.ts';

export type DeliveryServices = Pick<
  Services,
  'store' | 'mailer' | 'clock' | 'random' | 'plans' | 'authUsers'
> & {
  config: Pick<Services['config'], 'publicOrigin' | 'mailFrom'>;
  log: Pick<Services['log'], 'mailSent' | 'mailDelayed' | 'mailFailed' | 'paperFailed' | 'sweepFailed'>;
};

/** `left`: nothing to do, or another one is at it. `unmarked`: tried, but the record is no longer ours to write. */
export type DeliveryOutcome = 'sent' | 'delayed' | 'failed' | 'left' | 'unmarked';

/** How many one sweep takes at most, and how many mails are on their way at once. */
const perSweep = 200;
const atOnce = 5;
const markAttempts = 3;

/** Takes it by a commit that only one of many can make; `undefined` for everybody else. */
async function takeLease(
  { store, clock, log }: DeliveryServices,
  read: Snapshot<Notification>,
): Promise<Snapshot<Notification> | undefined> {
  const change = decideLease(read.data, clock());
  if (!change) return undefined;
  const outcome = await store.commit([
    { kind: 'update', path: read.path, data: change, unchangedSince: read.updateTime },
  ]);
  if (outcome !== 'committed') return undefined;
  const { status, lastError } = change.channels.email;
  if (status === 'failed') {
    log.mailFailed(read.data.notificationId, lastError ?? '');
    return undefined;
  }
  const leased = await store.read<Notification>(read.path);
  // Somebody who wrote in between owns it now.
  const isOurs = leased?.data.channels.email.attempts === change.channels.email.attempts;
  return isOurs && leased.data.channels.email.status === 'sending' ? leased : undefined;
}

/** Writes the end of an attempt, if the lease is still ours. An answer that was lost is asked for again. */
async function mark(
  { store }: DeliveryServices,
  leased: Snapshot<Notification>,
  change: NotificationChange | undefined,
): Promise<boolean> {
  if (!change) return false;
  for (let attempt = 1; attempt <= markAttempts; attempt += 1) {
    const outcome = await store.commit([
      { kind: 'update', path: leased.path, data: change, unchangedSince: leased.updateTime },
    ]);
    if (outcome === 'committed') return true;
    // After a lost answer, a refusal is most likely our own first write.
    if (outcome === 'refused') return attempt > 1;
  }
  return false;
}

async function attemptMail(
  services: DeliveryServices,
  notification: Notification,
  messageId: string,
): Promise<{ ok: true } | ({ ok: false } & Refusal)> {
  const { mailer, config } = services;
  const composed = await composeMail(services, notification);
  if (!composed.ok) return composed;
  return mailer.send({
    ...composed.mail,
    files: composed.files,
    to: notification.channels.email.to,
    from: config.mailFrom,
    language: languageTags[notification.locale],
    messageId,
  });
}

/** Delivers one notification if it is due and nobody else is at it. Throws only where Firestore does not answer. */
export async function deliverNotification(
  services: DeliveryServices,
  notificationId: string,
): Promise<DeliveryOutcome> {
  const { store, clock, random, config, log } = services;
  const read = await store.read<Notification>(paths.notification(notificationId));
  if (!read) return 'left';
  const leased = await takeLease(services, read);
  if (!leased) return 'left';
  const notification = leased.data;
  const messageId = messageIdOf(notification.notificationId, new URL(config.publicOrigin).hostname);
  const result = await attemptMail(services, notification, messageId);
  if (result.ok) {
    log.mailSent(notificationId, messageId);
    return (await mark(services, leased, decideSent(notification, messageId, clock()))) ? 'sent' : 'unmarked';
  }
  const change = decideNotSent(notification, result, clock(), random());
  // Slower than its lease: whoever took it over says how it ended.
  if (!(await mark(services, leased, change))) return 'unmarked';
  const isFailed = change?.channels.email.status === 'failed';
  // A server's words may quote the recipient: they are kept in the record, not in the log.
  const [code = ''] = result.reason.split(':');
  if (isFailed) log.mailFailed(notificationId, code);
  else log.mailDelayed(notificationId, code);
  return isFailed ? 'failed' : 'delayed';
}

/**
 * Delivers all that is due: retries whose time has come, and what somebody died over. One that fails unforeseen is
 * logged, and its lease brings it back; the others go on.
 */
export async function deliverDueNotifications(services: DeliveryServices): Promise<void> {
  const due = await services.store.query<Notification>(paths.notifications, {
    where: [
      ['shard', 'in', Array.from({ length: notificationShards }, (_, shard) => shard)],
      ['nextAttemptAt', '<=', services.clock()],
    ],
    orderBy: [['nextAttemptAt', 'asc']],
    limit: perSweep,
    select: ['notificationId'],
  });
  const waiting = due.map(({ data }) => data.notificationId);
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await deliverNotification(services, id);
      } catch (error) {
        services.log.sweepFailed(id, error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
