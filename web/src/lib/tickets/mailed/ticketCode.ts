/**
 * The code that a mailed link carries in its fragment ([T7]): what stands there, and what its claims say. Whether it is
 * signed by us is another matter (`isForged.ts`). No IO.
 */
import * as v from 'valibot';
import { eventIdSchema, placeIdSchema } from '@fashionista/domain/idSchemas';
import type { TicketId } from '@fashionista/domain/ids';
import type { TicketClaims } from '@fashionista/domain/ticket';

export interface TicketCode {
  /** The compact JWS, as the QR says it. */
  text: string;
  claims: TicketClaims;
}

const compactJws = /^[\w-]+\.([\w-]+)\.[\w-]+$/;

const claimsSchema = v.object({
  sub: v.pipe(
    v.string(),
    v.transform((text) => text as TicketId),
  ),
  aud: eventIdSchema,
  place: placeIdSchema,
  rev: v.pipe(v.number(), v.integer()),
});

/** @throws where it is not base64url. */
export const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

function readClaims(payload: string): TicketClaims | undefined {
  try {
    const claims = v.safeParse(claimsSchema, JSON.parse(new TextDecoder().decode(bytesOf(payload))));
    return claims.success ? claims.output : undefined;
  } catch {
    // Somebody cut the link short or typed it: neither base64url nor JSON.
    return undefined;
  }
}

/** `hash` as `location` has it; `undefined` unless it carries a code for this very ticket. */
export function readTicketCode(hash: string, ticketId: TicketId): TicketCode | undefined {
  const text = new URLSearchParams(hash.slice(1)).get('code') ?? '';
  const [, payload] = compactJws.exec(text) ?? [];
  const claims = payload === undefined ? undefined : readClaims(payload);
  return claims?.sub === ticketId ? { text, claims } : undefined;
}
