/**
 * What a notification says, composed as the world stands when it is sent; or why it cannot be. IO: Firestore, Firebase
 * Auth.
 */
import type {
  AccountNotification,
  LinkNotification,
  Notification,
  OrderNotification,
  Refusal,
} from '@fashionista/domain/notification';
import { Failure } from '../platform/failures.ts';
import type { AttachedFile } from '../platform/mailer.ts';
import type { Services } from '../services.ts';
import { attachTicketsPdf } from './attachTicketsPdf.ts';
import { composeAccountChange } from './composeAccountChange.ts';
import { composeAccountLink } from './composeAccountLink.ts';
import { composeOrderPaid } from './composeOrderPaid.ts';
import type { ComposedMail } from './composeOrderPaid.ts';
import { composeOrderRefunded } from './composeOrderRefunded.ts';
import type { OrderRecords } from './mailFacts.ts';
import { mailMessages } from './messages/mailMessages.ts';
import { readOrderRecords } from './readOrderRecords.ts';

export type ComposingServices = Pick<Services, 'store' | 'plans' | 'authUsers'> & {
  config: Pick<Services['config'], 'publicOrigin'>;
  log: Pick<Services['log'], 'paperFailed'>;
};

type Composition = { ok: true; mail: ComposedMail; files: AttachedFile[] } | ({ ok: false } & Refusal);

const orderComposers: Record<
  OrderNotification['kind'],
  (records: OrderRecords) => ComposedMail | Promise<ComposedMail>
> = {
  'order-paid': (records) => composeOrderPaid(records, mailMessages[records.notification.locale]),
  'order-refunded': (records) => composeOrderRefunded(records, mailMessages[records.notification.locale]),
};

async function composeOrderMail(
  services: ComposingServices,
  notification: OrderNotification,
): Promise<Composition> {
  const answer = await readOrderRecords(services, notification);
  if (!answer.ok) return answer;
  const mail = await orderComposers[notification.kind](answer.records);
  const files =
    notification.kind === 'order-paid'
      ? await attachTicketsPdf(answer.records, mailMessages[notification.locale], services.log.paperFailed)
      : [];
  return { ok: true, mail, files };
}

async function composeLinkMail(
  { authUsers, config }: ComposingServices,
  notification: LinkNotification,
): Promise<Composition> {
  const { purpose, channels, locale } = notification;
  try {
    const code = await authUsers.makeLinkCode(purpose, channels.email.to, config.publicOrigin);
    if (code === undefined)
      return { ok: false, permanent: true, reason: 'no-account: nobody here gets a link' };
    const mail = composeAccountLink(notification, code, config.publicOrigin, mailMessages[locale]);
    return { ok: true, mail, files: [] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, permanent: false, reason: `accounts-away: ${error.message}` };
  }
}

function composeChangeMail({ config }: ComposingServices, notification: AccountNotification): Composition {
  const mail = composeAccountChange(notification, config.publicOrigin, mailMessages[notification.locale]);
  return { ok: true, mail, files: [] };
}

export async function composeMail(
  services: ComposingServices,
  notification: Notification,
): Promise<Composition> {
  if (notification.kind === 'account-link') return composeLinkMail(services, notification);
  if (notification.kind === 'account-change') return composeChangeMail(services, notification);
  return composeOrderMail(services, notification);
}
