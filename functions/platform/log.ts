/**
 * What operations can read of the product: one named function an occurrence, so that alerts and searches have fixed
 * words, and no personal data but ids. IO: Cloud Logging, by way of firebase-functions' logger (stdout).
 */
import { logger } from 'firebase-functions';

const reasonOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.stack ?? error.message}${error.cause ? `\ncaused by ${reasonOf(error.cause)}` : ''}`
    : String(error);

export function createLog() {
  return {
    actionFailed: (action: string, error: unknown) => {
      logger.error('action failed', { action, reason: reasonOf(error) });
    },
    taskNotQueued: (queue: string, error: unknown) => {
      logger.warn('task not queued; the sweep will do its work', { queue, reason: reasonOf(error) });
    },
    serviceAwayChanged: (service: string, isAway: boolean) => {
      if (isAway) logger.error('service away; calls fail at once until it is back', { service });
      else logger.info('service back', { service });
    },
    sweepFailed: (subject: string, error: unknown) => {
      logger.error('sweep failed for one; the next tries again', { subject, reason: reasonOf(error) });
    },
    webhookSignatureRefused: (reason: string) => {
      logger.warn('webhook signature refused', { reason });
    },
    stripeNoticeIgnored: (type: string, paymentIntentId: string | undefined, why: string) => {
      logger.info('stripe notice ignored', { type, paymentIntentId, why });
    },
    orderPaid: (orderId: string, places: number) => {
      logger.info('order paid', { orderId, places });
    },
    orderGivenUp: (orderId: string, status: string) => {
      logger.info('order given up', { orderId, status });
    },
    paymentDisagrees: (orderId: string, paymentIntentId: string, reason: string) => {
      logger.error('payment disagrees with its order; people must look', {
        orderId,
        paymentIntentId,
        reason,
      });
    },
    paymentUnusable: (orderId: string, reason: string) => {
      logger.error('stripe refuses this order’s payment', { orderId, reason });
    },
    refundDue: (orderId: string) => {
      logger.warn('refund due: paid for places that are gone', { orderId });
    },
    refundDone: (orderId: string, refundId: string) => {
      logger.info('refund done', { orderId, refundId });
    },
    boardNotShown: (eventId: string, sectionId: string, error: unknown) => {
      logger.warn('board not shown at once; the trigger will', {
        eventId,
        sectionId,
        reason: reasonOf(error),
      });
    },
    accountNotOpened: (uid: string, error: unknown) => {
      logger.warn('account not opened; the next action will', { uid, reason: reasonOf(error) });
    },
    sessionsUnheard: (error: unknown) => {
      logger.warn('ended sessions are no longer listened to; they are read instead', {
        reason: reasonOf(error),
      });
    },
    refundNotMade: (orderId: string, reason: string) => {
      logger.error('refund not made; people must look', { orderId, reason });
    },
    boardRepaired: (eventId: string, sectionId: string) => {
      logger.warn('board disagreed with its claims and was repaired', { eventId, sectionId });
    },
    mailSent: (notificationId: string, messageId: string) => {
      logger.info('mail sent', { notificationId, messageId });
    },
    mailDelayed: (notificationId: string, reason: string) => {
      logger.warn('mail delayed', { notificationId, reason });
    },
    paperFailed: (notificationId: string, error: unknown) => {
      logger.error('tickets could not be drawn on paper, their mail goes without', {
        notificationId,
        reason: reasonOf(error),
      });
    },
    mailFailed: (notificationId: string, reason: string) => {
      logger.error('mail cannot be delivered', { notificationId, reason });
    },
  };
}

export type Log = ReturnType<typeof createLog>;
