import { describe, expect, test } from 'vitest';
import type { TicketId } from '@fashionista/domain/ids';
import { readTicketCode } from './ticketCode.ts';

const ticketId = 'order-1_north-a-12' as TicketId;
const claims = { sub: ticketId, aud: 'milano-opening', place: 'north-a-12', rev: 1 };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const codeOf = (payload: string) => `${part({ alg: 'EdDSA', kid: 'k1' })}.${payload}.${'k'.repeat(86)}`;
const text = codeOf(part(claims));

test('[T7] a link’s fragment says the code and its claims', () => {
  expect(readTicketCode(`#code=${text}`, ticketId)).toEqual({ text, claims });
});

test('[T7] the code of another ticket is none', () => {
  expect(readTicketCode(`#code=${text}`, 'order-1_north-a-13' as TicketId)).toBeUndefined();
});

describe('[T7] what is not a code is none, and throws nothing', () => {
  test.each([
    ['nothing', ''],
    ['another fragment', '#seats'],
    ['no text', '#code='],
    ['a part too few', `#code=${text.split('.').slice(0, 2).join('.')}`],
    ['a part too many', `#code=${text}.x`],
    ['signs that base64url has not', `#code=${codeOf('%C3%A9')}`],
    ['a length that base64 has not', `#code=${codeOf('abcde')}`],
    ['no JSON', `#code=${codeOf(Buffer.from('{"sub":').toString('base64url'))}`],
    ['no UTF-8', `#code=${codeOf(Buffer.from([0xff, 0xfe]).toString('base64url'))}`],
    ['null', `#code=${codeOf(part(null))}`],
    ['a claim too few', `#code=${codeOf(part({ ...claims, aud: undefined }))}`],
    ['a claim of another shape', `#code=${codeOf(part({ ...claims, place: '../events' }))}`],
  ])('%s', (_what, hash) => {
    expect(readTicketCode(hash, ticketId)).toBeUndefined();
  });
});
