/**
 * The SMTP server: takes every mail from anyone, except what a test asked it to refuse or to delay. It stands apart because it
 * is the side that the product talks to.
 * Rules: any credentials will do; trouble is made at the end of DATA, once a mail, and lasts as long as the knobs say.
 * IO: SMTP.
 */
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Messages } from './messages.ts';

const LARGEST_MAIL_BYTES = 25 * 1024 * 1024;

export interface Knobs {
  /** How many of the next mails to refuse. */
  rejectNext: number;
  /** What to refuse them with: 4xx asks the sender to try again, 5xx not to. */
  code: number;
  /** How long to wait before each answer. */
  delayMs: number;
}

export const CALM: Readonly<Knobs> = { rejectNext: 0, code: 451, delayMs: 0 };

/** Reads a change of knobs; a string says what is wrong with it. */
export function readKnobs(current: Readonly<Knobs>, change: unknown): Knobs | string {
  if (typeof change !== 'object' || change === null) return 'an object is wanted';
  const knobs: Knobs = { ...current, ...change };
  const { rejectNext, code, delayMs } = knobs;
  if (Object.keys(knobs).length > Object.keys(CALM).length)
    return 'only rejectNext, code and delayMs are known';
  if (!Number.isInteger(rejectNext) || rejectNext < 0) return 'rejectNext: how many, 0 or more';
  if (!Number.isInteger(code) || code < 400 || code > 599) return 'code: 400 to 599';
  if (!Number.isInteger(delayMs) || delayMs < 0 || delayMs > 600_000) return 'delayMs: 0 to 600000';
  return knobs;
}

export class SmtpCatcher {
  knobs: Knobs = { ...CALM };
  /** Its `server` is the one to listen with. */
  readonly smtp: SMTPServer;
  #messages: Messages;

  constructor(messages: Messages) {
    this.#messages = messages;
    this.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      size: LARGEST_MAIL_BYTES,
      onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
      onData: (stream, { envelope }, done) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        buffer(stream)
          .then((raw) => this.#take({ from, to }, raw))
          .then(
            () => done(),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
          );
      },
    });
    // A sender that hangs up is its own trouble, not the catcher's.
    this.smtp.on('error', (error) => process.stderr.write(`smtp: ${error.message}\n`));
  }

  async #take(envelope: { from: string; to: string[] }, raw: Buffer): Promise<void> {
    const { code, delayMs } = this.knobs;
    const isRefused = this.knobs.rejectNext > 0;
    if (isRefused) this.knobs.rejectNext -= 1;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (isRefused) throw Object.assign(new Error('refused, as the knobs ask'), { responseCode: code });
    await this.#messages.add(envelope, raw);
  }
}
