import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { leaseSeconds } from '@fashionista/domain/notification';
import { createMailer, sendDeadlineMs } from './mailer.ts';
import type { MailMessage } from './mailer.ts';

const message: MailMessage = {
  to: 'ada@example.com',
  from: 'Fashionista Portal <tickets@portal.example>',
  subject: 'Vos billets\u202f: Été',
  html: '<p>Été <img src="cid:qr-1@tickets"></p>',
  text: 'Été',
  language: 'fr-FR',
  attachments: [
    {
      cid: 'qr-1@tickets',
      filename: 'a-12.png',
      content: Buffer.from('89504e47', 'hex'),
      contentType: 'image/png',
    },
  ],
  files: [{ filename: 'ete-billets.pdf', content: Buffer.from('%PDF-'), contentType: 'application/pdf' }],
  messageId: '<order-paid_1.email@portal.example>',
};

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A mail server for one test, and a mailer on it. */
async function stage(options: SMTPServerOptions = {}, credentials = '', deadlineMs?: number) {
  const raw: Buffer[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData: (stream, _session, done) => {
      void buffer(stream).then((mail) => {
        raw.push(mail);
        done();
      });
    },
    ...options,
  });
  // A client that hangs up, as the deadline does, is what some tests are about.
  smtp.on('error', () => undefined);
  const mailer = createMailer(`smtp://${credentials}${await listen(smtp.server)}`, deadlineMs);
  onTestFinished(() => mailer.close());
  return { mailer, raw };
}
const refusal = (responseCode: number) => Object.assign(new Error('refused'), { responseCode });

test('a mail arrives whole: both parts, the picture inline, its own Message-ID, and no call for an automatic answer', async () => {
  const { mailer, raw } = await stage();
  expect(await mailer.send(message)).toEqual({ ok: true });
  const mail = await simpleParser(raw[0] ?? '', { keepCidLinks: true });
  expect(mail).toMatchObject({
    subject: message.subject,
    text: expect.stringContaining('Été'),
    html: expect.stringContaining('cid:qr-1@tickets'),
    messageId: message.messageId,
  });
  expect(mail.attachments).toMatchObject([
    { cid: 'qr-1@tickets', contentDisposition: 'inline', contentType: 'image/png', related: true },
    { filename: 'ete-billets.pdf', contentDisposition: 'attachment', contentType: 'application/pdf' },
  ]);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.headers.get('content-language')).toBe('fr-FR');
});

test('an address with a comma is one recipient, never a list', async () => {
  const recipients: string[] = [];
  const { mailer } = await stage({
    onRcptTo: ({ address }, _session, done) => {
      recipients.push(address);
      done();
    },
  });
  await mailer.send({ ...message, to: 'a@example.com, b@example.com' });
  expect(recipients).not.toContain('b@example.com');
});

describe('what is wrong with this mail is permanent', () => {
  test.each([550, 552, 553])('%i to the recipient', async (code) => {
    const { mailer } = await stage({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: true });
  });
  test('554 to the content, told with the server’s answer', async () => {
    const { mailer } = await stage({
      onData: (stream, _session, done) => {
        void buffer(stream).then(() => done(refusal(554)));
      },
    });
    const outcome = await mailer.send(message);
    expect(outcome).toMatchObject({ ok: false, permanent: true, reason: expect.stringContaining('554') });
  });
  test('an address that is none', async () => {
    const { mailer } = await stage();
    expect(await mailer.send({ ...message, to: '' })).toMatchObject({ ok: false, permanent: true });
  });
});

describe('what may be mended within a day is not', () => {
  test.each([421, 450, 451, 452])('%i to the recipient', async (code) => {
    const { mailer } = await stage({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('451 to the content', async () => {
    const { mailer } = await stage({
      onData: (stream, _session, done) => {
        void buffer(stream).then(() => done(refusal(451)));
      },
    });
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('550 to our sender', async () => {
    const { mailer } = await stage({ onMailFrom: (_address, _session, done) => done(refusal(550)) });
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('554 as a greeting', async () => {
    const { mailer } = await stage({ onConnect: (_session, done) => done(refusal(554)) });
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('535 to our password', async () => {
    const { mailer } = await stage(
      { allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal(535)) },
      'portal:wrong@',
    );
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('nobody there', async () => {
    const server = createServer();
    const address = await listen(server);
    await new Promise((done) => server.close(done));
    const mailer = createMailer(`smtp://${address}`);
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
  test('a server that never answers: the deadline ends it', async () => {
    const { mailer } = await stage({ onMailFrom: () => undefined }, '', 200);
    expect(await mailer.send(message)).toMatchObject({ ok: false, permanent: false });
  });
});

test.each(['', 'mail.example.com:25', 'https://mail.example.com', 'smtp//x'])(
  'SMTP_URL %j is refused at the start',
  (smtpUrl) => {
    expect(() => createMailer(smtpUrl)).toThrow('SMTP_URL');
  },
);

test('[N3] the longest send leaves half the lease for reading, composing and marking', () => {
  expect(sendDeadlineMs).toBeLessThanOrEqual((leaseSeconds * 1000) / 2);
});
