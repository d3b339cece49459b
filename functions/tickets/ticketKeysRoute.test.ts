import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { createTicketSigner } from './signTicket.ts';
import { answerTicketKeys } from './ticketKeysRoute.ts';

const makeKey = (kid: string) => ({
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  kid,
});

test('[T4] the published keys are the public halves only, old ones too, and may be cached for five minutes', async () => {
  const keys = [makeKey('2026-2'), makeKey('2026-1')];
  const signer = createTicketSigner(JSON.stringify({ keys }));
  const server = express()
    .get('/.well-known/ticket-keys.json', (_request, response) => {
      answerTicketKeys(signer, response);
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/.well-known/ticket-keys.json`);
  const body = await response.text();
  server.close();
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(JSON.parse(body)).toEqual({
    keys: keys.map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x })),
  });
  for (const { d } of keys) expect(body).not.toContain(d);
});
