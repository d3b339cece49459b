/**
 * Mail, as the features use it: one message in, a value out that says whether it may be tried again. Everything that
 * SMTP can answer ends here. Connections are pooled and every wait has an end, shorter than a lease on a notification
 * ([N3]). IO: SMTP.
 */
import { createTransport } from 'nodemailer';
import type { Refusal } from '@fashionista/domain/notification';

export interface InlinePicture {
  /** What the HTML calls it: `cid:{cid}`. */
  cid: string;
  filename: string;
  content: Buffer;
  contentType: string;
}

/** What comes beside the text, to be opened on its own. */
export interface AttachedFile {
  filename: string;
  content: Buffer;
  contentType: string;
}

export interface MailMessage {
  /** One plain address. */
  to: string;
  /** `Name <address>`. */
  from: string;
  subject: string;
  html: string;
  text: string;
  /** BCP 47. */
  language: string;
  attachments: InlinePicture[];
  files: AttachedFile[];
  /** With angle brackets. */
  messageId: string;
}

type MailOutcome = { ok: true } | ({ ok: false } & Refusal);

export interface Mailer {
  send(message: MailMessage): Promise<MailOutcome>;
  /** Ends pooled connections; one in the middle of a mail finishes it. */
  close(): void;
}

/** The longest that one `send` lasts, waiting for a connection included. */
export const sendDeadlineMs = 60_000;

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  permanent?: boolean;
}

/**
 * What is wrong with this mail or its reader stays wrong: a 5xx to the recipient or to the content, or an address
 * that is none. A 5xx to the greeting, the login or the sender is about us, and may be mended within a day.
 */
function toOutcome(error: SmtpError): MailOutcome {
  const isAboutTheMail = error.command === 'RCPT TO' || error.command === 'DATA';
  const isNoAddress = error.code === 'EENVELOPE' && error.command === 'API';
  const permanent = (isAboutTheMail && error.permanent === true) || isNoAddress;
  return { ok: false, permanent, reason: `${error.code ?? error.name}: ${error.message}` };
}

/** `smtpUrl`: nodemailer's form, `smtp[s]://[user:password@]host:port[?option=value]`. Throws where it is no such URL. */
export function createMailer(smtpUrl: string, deadlineMs = sendDeadlineMs): Mailer {
  const { protocol } = URL.parse(smtpUrl) ?? {};
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error('SMTP_URL is not a URL that begins with smtp:// or smtps://');
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    // A pooled connection may have died while the instance had no CPU; once more on a new one, the rest is [N6]'s.
    maxRequeues: 1,
    idleTimeout: 30_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, language, attachments, files, ...message }) => {
      try {
        await transport.sendMail({
          ...message,
          // As an object: an address with a comma in it is not a list.
          to: { name: '', address: to },
          attachments: [
            ...attachments.map((picture) => ({ ...picture, contentDisposition: 'inline' as const })),
            ...files.map((file) => ({ ...file, contentDisposition: 'attachment' as const })),
          ],
          // So that no out-of-office answers it (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
          signal: AbortSignal.timeout(deadlineMs),
        });
        return { ok: true };
      } catch (error) {
        if (error instanceof Error) return toOutcome(error);
        throw error;
      }
    },
    close: () => {
      transport.close();
    },
  };
}
