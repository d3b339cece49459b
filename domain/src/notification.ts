/**
 * Notifications: the outbox record `notifications/{id}`, and how a channel of it moves from pending to sent ([N…]).
 * The record is made in the commit of what it tells about, so that neither exists without the other; delivering is
 * apart and may be repeated. No IO, no clock, no randomness: `now` and a random number are passed in.
 */
import type { EventId, OrderId, Uid } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Order } from './order.ts';

declare const notificationIdBrand: unique symbol;
export type NotificationId = string & { readonly [notificationIdBrand]: true };

export const orderNotificationKinds = ['order-paid', 'order-refunded'] as const;
export type OrderNotificationKind = (typeof orderNotificationKinds)[number];
/** What a link that is mailed to somebody is for ([L1]). */
export const linkPurposes = ['sign-in', 'verify-email', 'reset-password'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];
export type DeliveryStatus = 'pending' | 'sending' | 'sent' | 'failed';

export interface EmailDelivery {
  to: string;
  status: DeliveryStatus;
  /** How often it was taken for sending, an attempt that died counted. */
  attempts: number;
  lastError: string | null;
  sentAt: Date | null;
  /** The Message-ID that the mail carried; `null` until sent. */
  messageId: string | null;
  /** Until when whoever is `sending` has it for itself. */
  leaseUntil: Date | null;
}

/** What every kind has: to whom, in which language, and how far it is. */
interface Outgoing {
  notificationId: NotificationId;
  locale: Locale;
  createdAt: Date;
  channels: { email: EmailDelivery };
  /** [N4] When somebody must look at it again; `null` when nothing is left to do. */
  nextAttemptAt: Date | null;
  /** 0–9: spreads the index on `nextAttemptAt`, which grows with time. */
  shard: number;
}

export interface OrderNotification extends Outgoing {
  kind: OrderNotificationKind;
  orderId: OrderId;
  eventId: EventId;
  uid: Uid;
}

/** [L1] A link into an account. The link itself is made when it is sent, and stands nowhere. */
export interface LinkNotification extends Outgoing {
  kind: 'account-link';
  purpose: LinkPurpose;
  /** Where its page goes on to: a path of the portal. */
  next: string | null;
  /** [L3] From then on Firestore may remove it. */
  expiresAt: Date;
}

/** What of an account its owner is told of, should it not have been them ([R12]). */
export const accountChanges = ['password'] as const;
export type AccountChange = (typeof accountChanges)[number];

export interface AccountNotification extends Outgoing {
  kind: 'account-change';
  change: AccountChange;
  uid: Uid;
  /** [L3] */
  expiresAt: Date;
}

/** A Firestore document `notifications/{notificationId}`. Read by admins. */
export type Notification = OrderNotification | LinkNotification | AccountNotification;

/** What an attempt changes in the record. */
export type NotificationChange = Pick<Notification, 'channels' | 'nextAttemptAt'>;

/** [N2] `failed` → `pending` is a person's decision to try again; `sending` → `sending` takes an expired lease over. */
const deliveryMoves: Record<DeliveryStatus, readonly DeliveryStatus[]> = {
  pending: ['sending'],
  sending: ['sending', 'sent', 'pending', 'failed'],
  sent: [],
  failed: ['pending'],
};
export const canMoveDelivery = (from: DeliveryStatus, to: DeliveryStatus): boolean =>
  deliveryMoves[from].includes(to);

export const notificationShards = 10;

/** [N3] A lease outlasts the longest time that composing and sending may take. */
export const leaseSeconds = 120;
/** [N6] */
export const maxAttempts = 12;
const firstDelaySeconds = 40;
const jitterShare = 0.25;
const keptErrorLength = 500;

/** [N1] One notification of a kind an order, by its id: making it twice collides. */
export const notificationIdOf = (kind: OrderNotificationKind, orderId: OrderId): NotificationId =>
  `${kind}_${orderId}` as NotificationId;

/** Ids do not grow with time, so the sum of their characters spreads them. */
const shardOf = (notificationId: NotificationId): number =>
  [...notificationId].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) %
  notificationShards;

export type NotifiedOrder = Pick<Order, 'orderId' | 'eventId' | 'uid' | 'locale' | 'contact'>;

const createOutgoing = (notificationId: NotificationId, to: string, locale: Locale, now: Date): Outgoing => ({
  notificationId,
  locale,
  createdAt: now,
  channels: {
    email: {
      to,
      status: 'pending',
      attempts: 0,
      lastError: null,
      sentAt: null,
      messageId: null,
      leaseUntil: null,
    },
  },
  nextAttemptAt: now,
  shard: shardOf(notificationId),
});

/** [N1] The record of a notification about an order, due at once: made in the commit of what it tells about. */
export function createNotification(
  kind: OrderNotificationKind,
  order: NotifiedOrder,
  now: Date,
): OrderNotification {
  const { orderId, eventId, uid, locale, contact } = order;
  const outgoing = createOutgoing(notificationIdOf(kind, orderId), contact.email, locale, now);
  return { ...outgoing, kind, orderId, eventId, uid };
}

/** [L2] So long one link of a purpose is all that an address gets. */
const linkEverySeconds = 60;
/** [L3] */
const keptDays = 30;
const expiryOf = (now: Date): Date => new Date(now.getTime() + keptDays * 86_400_000);

export interface WantedLink {
  purpose: LinkPurpose;
  email: string;
  /** Of the address, in [A-Za-z0-9_-]: an id must not tell whose it is. */
  emailDigest: string;
  locale: Locale;
  next: string | null;
}

/** [L1], [L2] The record of a link to be mailed, due at once. Asked for again within the minute it has the same id. */
export function createLinkNotification(wanted: WantedLink, now: Date): LinkNotification {
  const { purpose, email, emailDigest, locale, next } = wanted;
  const span = Math.floor(now.getTime() / 1000 / linkEverySeconds);
  const notificationId = `account-link_${purpose}_${emailDigest}_${span}` as NotificationId;
  return {
    ...createOutgoing(notificationId, email, locale, now),
    kind: 'account-link',
    purpose,
    next,
    expiresAt: expiryOf(now),
  };
}

export interface MadeChange {
  change: AccountChange;
  uid: Uid;
  /** The account's address. */
  email: string;
  locale: Locale;
  /** When it was made: one notification of a change, however often it is heard of. */
  changedAt: Date;
}

/** [R12] The record of what an account's owner is told, due at once: made in the commit that takes note of the change. */
export function createAccountNotification(made: MadeChange, now: Date): AccountNotification {
  const { change, uid, email, locale, changedAt } = made;
  const notificationId = `account-change_${change}_${uid}_${changedAt.getTime()}` as NotificationId;
  return {
    ...createOutgoing(notificationId, email, locale, now),
    kind: 'account-change',
    change,
    uid,
    expiresAt: expiryOf(now),
  };
}

/** [N5] The Message-ID is the notification's and channel's alone, so that a mail sent twice is known to be one. */
export const messageIdOf = (notificationId: NotificationId, host: string): string =>
  `<${notificationId}.email@${host}>`;

/**
 * [N3] Whether it may be taken for sending now. A first attempt never waits: the clocks of who made it and who sends
 * it differ.
 */
export function isDue({ channels: { email }, nextAttemptAt }: Notification, now: Date): boolean {
  if (email.status === 'pending')
    return email.attempts === 0 || (nextAttemptAt !== null && nextAttemptAt <= now);
  return email.status === 'sending' && (email.leaseUntil === null || email.leaseUntil <= now);
}

function changeEmail(
  notification: Notification,
  change: Partial<EmailDelivery> & { status: DeliveryStatus },
  nextAttemptAt: Date | null,
): NotificationChange | undefined {
  const { email } = notification.channels;
  if (!canMoveDelivery(email.status, change.status)) return undefined;
  return {
    channels: { ...notification.channels, email: { ...email, ...change } },
    nextAttemptAt,
  };
}

/**
 * [N3] Takes a due notification for sending; `undefined` where it is not due. The attempt is counted here, so that
 * one that kills its process is counted too ([N6]): out of attempts, it becomes `failed` instead.
 */
export function decideLease(notification: Notification, now: Date): NotificationChange | undefined {
  if (!isDue(notification, now)) return undefined;
  const { attempts, status } = notification.channels.email;
  if (status === 'sending' && attempts >= maxAttempts)
    return changeEmail(notification, { status: 'failed', leaseUntil: null, lastError: 'died-sending' }, null);
  const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000);
  return changeEmail(notification, { status: 'sending', attempts: attempts + 1, leaseUntil }, leaseUntil);
}

/** [N7] Sent: for good. */
export const decideSent = (notification: Notification, messageId: string, now: Date) =>
  changeEmail(
    notification,
    { status: 'sent', sentAt: now, messageId, lastError: null, leaseUntil: null },
    null,
  );

/**
 * [N6] Milliseconds to wait after attempt `attempts`: 40 s, doubling, up to a quarter shorter or longer by `random`
 * (0 ≤ random < 1). Twelve attempts span 17 to 28 hours.
 */
export const retryDelayMs = (attempts: number, random: number): number =>
  Math.round(firstDelaySeconds * 1000 * 2 ** (attempts - 1) * (1 - jitterShare + 2 * jitterShare * random));

export interface Refusal {
  reason: string;
  /** [N8] The same mail would be refused again. */
  permanent: boolean;
}

/** [N6], [N8] Not sent: later again, or never. */
export function decideNotSent(notification: Notification, refusal: Refusal, now: Date, random: number) {
  const { attempts, status } = notification.channels.email;
  if (status !== 'sending') return undefined;
  const lastError = refusal.reason.slice(0, keptErrorLength);
  if (refusal.permanent || attempts >= maxAttempts)
    return changeEmail(notification, { status: 'failed', lastError, leaseUntil: null }, null);
  const nextAttemptAt = new Date(now.getTime() + retryDelayMs(attempts, random));
  return changeEmail(notification, { status: 'pending', lastError, leaseUntil: null }, nextAttemptAt);
}
