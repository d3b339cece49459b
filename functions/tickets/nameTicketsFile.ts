/** What the tickets' file is called, in downloads and in mail: `lumiere-d-ete-tickets.pdf`. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { MailMessages } from '../notifications/messages/mailMessages.ts';

export const nameTicketsFile = ({ slug }: Pick<FashionEvent, 'slug'>, { paper }: MailMessages): string =>
  `${slug}-${paper.fileName}.pdf`;
