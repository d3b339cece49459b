/**
 * The answer of `GET /.well-known/ticket-keys.json`: the keys that verify tickets, for doors and wallets. Public, and
 * cached for five minutes: a rotation publishes the new key that long before it signs. `api` mounts it. IO: HTTP.
 */
import type { Response } from 'express';
import type { TicketSigner } from './signTicket.ts';

export function answerTicketKeys(signer: TicketSigner, response: Response): void {
  response.set('cache-control', 'public, max-age=300').json(signer.publicKeys());
}
