import type { EventId, PlaceId, TicketId } from '@fashionista/domain/ids';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTicketSigner } from './signTickets.ts';

const claims = {
  sub: 'order_stalls-a-1' as TicketId,
  aud: 'show-01' as EventId,
  place: 'stalls-a-1' as PlaceId,
  rev: 1,
};

describe('createTicketSigner', () => {
  it('[T2] signs by the first key what a door verifies', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(privateKey)), kid: 'first' }] });
    const code = await (await createTicketSigner(keys))(claims);
    const { payload, protectedHeader } = await jwtVerify(code, publicKey);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'first' });
    expect(payload).toEqual(claims);
  });

  it('leaves the text empty where there are no keys', async () => {
    expect(await (await createTicketSigner(undefined))(claims)).toBe('');
  });

  it('refuses keys that no door could tell apart', async () => {
    await expect(createTicketSigner('{"keys":[{"kty":"OKP"}]}')).rejects.toThrow('kid');
  });
});
