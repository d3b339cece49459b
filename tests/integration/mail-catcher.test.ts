/**
 * The mail catcher as a process: what nodemailer sends is what tests and people read, after a restart too, and trouble comes
 * as asked.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { StartedPart } from '../support/startPart.ts';
import { startPart, startPartForTest } from '../support/startPart.ts';

const entry = 'local/mail/main.ts';
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Caught {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; contentId: string; size: number; url: string }[];
}

let mail: StartedPart;
beforeEach(async () => {
  mail = await startPartForTest('mail', entry, {});
});

const send = (part: StartedPart, subject: string, more: object = {}) =>
  createTransport(String(part.line['smtp'])).sendMail({
    from: 'Portal <tickets@example.com>',
    to: 'Ada <ada@example.com>',
    subject,
    text: 'Your ticket',
    ...more,
  });
const list = async (part: StartedPart, query = '') =>
  (await (await fetch(`${part.origin}/api/messages${query}`)).json()) as Caught[];
const setKnobs = (knobs: object) =>
  fetch(`${mail.origin}/api/knobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(knobs),
  });

describe('reading', () => {
  test('messages come in the order in which they were sent, with text, HTML and pictures', async () => {
    await send(mail, 'First');
    await send(mail, 'Zürich: deux places', {
      html: '<p>QR <img src="cid:qr-1@portal"></p><script>document.title="x"</script>',
      attachments: [{ filename: 'qr.png', content: picture, cid: 'qr-1@portal' }],
    });
    const [first, second] = await list(mail);
    expect(first).toMatchObject({ to: 'ada@example.com', subject: 'First', html: '', attachments: [] });
    expect(first?.text.trim()).toBe('Your ticket');
    expect(second).toMatchObject({
      subject: 'Zürich: deux places',
      html: expect.stringContaining('cid:qr-1@portal'),
    });
    const [attached] = second?.attachments ?? [];
    expect(attached).toMatchObject({
      filename: 'qr.png',
      contentType: 'image/png',
      contentId: 'qr-1@portal',
      size: picture.length,
    });
    const downloaded = await fetch(attached?.url ?? '');
    expect(downloaded.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await downloaded.arrayBuffer())).toEqual(picture);
    const shown = await fetch(`${mail.origin}/api/messages/${second?.id}/html`);
    expect(await shown.text()).toContain(`src="${new URL(attached?.url ?? '').pathname}"`);
    expect(shown.headers.get('content-security-policy')).toContain("script-src 'none'");
  });

  test('one message, the messages to one address, and none after all were deleted', async () => {
    await send(mail, 'For Ada');
    await send(mail, 'For both', { to: ['ada@example.com', 'bo@example.com'] });
    const [forBo, ...others] = await list(mail, '?to=bo@example.com');
    expect([forBo?.subject, forBo?.to, others]).toEqual(['For both', 'ada@example.com, bo@example.com', []]);
    const one = await fetch(`${mail.origin}/api/messages/${forBo?.id}`);
    expect(await one.json()).toEqual(forBo);
    expect((await fetch(`${mail.origin}/api/messages/none`)).status).toBe(404);
    await fetch(`${mail.origin}/api/messages`, { method: 'DELETE' });
    expect(await list(mail)).toEqual([]);
  });

  test('the page is told of each change', async () => {
    const changes = await fetch(`${mail.origin}/api/changes`);
    const reader = changes.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await send(mail, 'Live');
    expect((await reader?.read())?.value).toContain('data: changed');
    await reader?.cancel();
    expect(await (await fetch(mail.origin)).text()).toContain('<title>Caught mail</title>');
  });
});

describe('keeping', () => {
  test('what was caught is there after a restart, and what was deleted is not', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'fashionista-mail-test-'));
    onTestFinished(() => rm(stateDir, { recursive: true }));
    const before = await startPart('mail', entry, { STATE_DIR: stateDir });
    await send(before, 'Deleted');
    await fetch(`${before.origin}/api/messages`, { method: 'DELETE' });
    await send(before, 'Kept', { attachments: [{ filename: 'a.txt', content: 'attached' }] });
    const [kept] = await list(before);
    await before.stop();
    const after = await startPartForTest('mail', entry, { STATE_DIR: stateDir });
    const found = await list(after);
    expect(found.map(({ id, subject }) => [id, subject])).toEqual([[kept?.id, 'Kept']]);
    expect(await (await fetch(found[0]?.attachments[0]?.url ?? '')).text()).toBe('attached');
  });
});

describe('trouble', () => {
  test.each([451, 550])('as many mails as asked are refused with %i, the next one is taken', async (code) => {
    await setKnobs({ rejectNext: 1, code });
    await expect(send(mail, 'Refused')).rejects.toMatchObject({ responseCode: code });
    await send(mail, 'Taken');
    expect((await list(mail)).map(({ subject }) => subject)).toEqual(['Taken']);
  });

  test('answers are delayed as asked', async () => {
    await setKnobs({ delayMs: 300 });
    const startedAtMs = Date.now();
    await send(mail, 'Slow');
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(300);
  });

  test('a knob that is not understood is refused and changes nothing', async () => {
    expect((await setKnobs({ rejectNext: 1, code: 250 })).status).toBe(400);
    await send(mail, 'Taken');
    expect(await list(mail)).toHaveLength(1);
  });
});
