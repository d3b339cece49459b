/**
 * What a ticket must be outside the page: a code that a scanner reads and that the published keys verify, and a mail that
 * arrived with it. IO: HTTP to the stack, a browser page.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { StackPlaces } from '../support/stack.ts';
import { expect } from './portalTest.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

async function scan(picture: Buffer): Promise<string[]> {
  const found = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}

/** Reads the code of the ticket page as the door does: from what is on the screen. */
export async function scanTicketPage(page: Page): Promise<string> {
  const picture = page.getByRole('img', { name: /^QR code for the door/ });
  await expect(picture).toBeVisible();
  await expect.poll(async () => (await scan(await picture.screenshot())).length).toBe(1);
  const [code] = await scan(await picture.screenshot());
  return code ?? '';
}

/** @throws when the code is not signed by a published key, or is for another event. */
export async function verifyCode({ web }: StackPlaces, code: string, eventId: string): Promise<JWTPayload> {
  const keys = (await (await fetch(`${web}/.well-known/ticket-keys.json`)).json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(code, createLocalJWKSet(keys), {
    audience: eventId,
    algorithms: ['EdDSA'],
  });
  return payload;
}

export interface CaughtMail {
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; contentId: string; url: string }[];
}

export async function awaitMail({ mail }: StackPlaces, to: string): Promise<CaughtMail> {
  const caught = async () =>
    (await (await fetch(`${mail}/api/messages?to=${encodeURIComponent(to)}`)).json()) as CaughtMail[];
  await expect.poll(async () => (await caught()).length, { timeout: 15_000 }).toBe(1);
  const [message] = await caught();
  if (!message) throw new Error('The mail was there and is gone.');
  return message;
}

/** The codes of the QR pictures that came with the mail. */
export async function scanMail({ attachments }: CaughtMail): Promise<string[]> {
  const pictures = attachments.filter(({ contentType }) => contentType.startsWith('image/'));
  const read = pictures.map(async ({ url }) => scan(Buffer.from(await (await fetch(url)).arrayBuffer())));
  return (await Promise.all(read)).flat();
}
