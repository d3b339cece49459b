/**
 * The tickets on paper, for the mail of their order. The mail has their codes already: where the paper cannot be drawn, or
 * not in time, the mail goes without it, and that is told. IO: the fonts' files.
 */
import type { AttachedFile } from '../platform/mailer.ts';
import { withDeadline } from '../platform/withDeadline.ts';
import { drawTicketsPdf } from '../tickets/drawTicketsPdf.ts';
import { nameTicketsFile } from '../tickets/nameTicketsFile.ts';
import type { OrderRecords } from './mailFacts.ts';
import type { MailMessages } from './messages/mailMessages.ts';

/** A lease on a notification is longer than this and a mail together ([N3]). */
const drawWithinMs = 15_000;

/** None, or the one. `draw` and `onFailure`: what makes it, and who is told that it could not be made. */
export async function attachTicketsPdf(
  records: OrderRecords,
  messages: MailMessages,
  onFailure: (notificationId: string, error: unknown) => void,
  draw: typeof drawTicketsPdf = drawTicketsPdf,
): Promise<AttachedFile[]> {
  const { notification, event, tickets } = records;
  const admitting = tickets.filter(({ status }) => status === 'valid');
  if (admitting.length === 0 || event.state === 'cancelled') return [];
  try {
    const sheets = { ...records, tickets: admitting, locale: notification.locale };
    const content = await withDeadline(
      draw(sheets, messages),
      drawWithinMs,
      () => new Error(`not drawn within ${drawWithinMs} ms`),
    );
    return [{ filename: nameTicketsFile(event, messages), content, contentType: 'application/pdf' }];
  } catch (error) {
    // Fonts that are not there, a text that the library cannot set: whatever it is, the mail is worth more.
    onFailure(notification.notificationId, error);
    return [];
  }
}
