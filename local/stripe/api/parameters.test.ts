import { describe, expect, it } from 'vitest';
import { ApiRefusal } from '../model/apiRefusal.ts';
import { decodeForm } from '../http/formBody.ts';
import {
  CONFIRM_INTENT,
  CREATE_INTENT,
  CREATE_REFUND,
  LIST_EVENTS,
  UPDATE_INTENT,
} from './parameterTables.ts';
import { changeMetadata, readParameters } from './parameters.ts';
import type { ParameterTable } from './parameters.ts';

function refusalOf(table: ParameterTable, form: string): { code?: string; param?: string } {
  try {
    readParameters(table, decodeForm(form));
  } catch (error) {
    if (error instanceof ApiRefusal) return error.body;
    throw error;
  }
  return { code: 'accepted' };
}

const GOOD = 'amount=1200&currency=eur';

describe('reading parameters', () => {
  it('reads what the SDK encodes: numbers, flags, lists, metadata', () => {
    const form = `${GOOD}&automatic_payment_methods[enabled]=true&expand[0]=latest_charge&metadata[orderId]=o%201`;
    expect(readParameters(CREATE_INTENT, decodeForm(form))).toEqual({
      amount: 1200,
      currency: 'eur',
      automatic_payment_methods: { enabled: true },
      expand: ['latest_charge'],
      metadata: { orderId: 'o 1' },
    });
  });

  it.each([
    [`${GOOD}&colour=red`, { code: 'parameter_unknown', param: 'colour' }],
    [
      `${GOOD}&automatic_payment_methods[enabled]=true&automatic_payment_methods[x]=1`,
      { code: 'parameter_unknown', param: 'automatic_payment_methods[x]' },
    ],
    ['amount=1200', { code: 'parameter_missing', param: 'currency' }],
    [
      `${GOOD}&automatic_payment_methods[allow_redirects]=never`,
      { code: 'parameter_missing', param: 'automatic_payment_methods[enabled]' },
    ],
    ['amount=12.5&currency=eur', { code: 'parameter_invalid_integer', param: 'amount' }],
    ['amount[]=1&currency=eur', { param: 'amount' }],
    [`${GOOD}&description=`, { code: 'parameter_invalid_empty', param: 'description' }],
    [`${GOOD}&confirm=yes`, { param: 'confirm' }],
    [`${GOOD}&capture_method=soon`, { param: 'capture_method' }],
    [`${GOOD}&payment_method_types=card`, { param: 'payment_method_types' }],
    [`${GOOD}&return_url=orders`, { code: 'url_invalid', param: 'return_url' }],
    [`${GOOD}&statement_descriptor=${'x'.repeat(23)}`, { param: 'statement_descriptor' }],
    [`${GOOD}&metadata[${'k'.repeat(41)}]=v`, { param: `metadata[${'k'.repeat(41)}]` }],
  ])('creating with %s', (form, expected) => {
    expect(refusalOf(CREATE_INTENT, form)).toMatchObject(expected);
  });

  it('says "not done here" of what Stripe has and the double lacks', () => {
    const refusal = refusalOf(CREATE_INTENT, `${GOOD}&customer=cus_1`);
    expect(refusal).toMatchObject({ param: 'customer' });
    expect(refusal.code).toBeUndefined();
  });

  it('lets an empty value unset where Stripe does', () => {
    expect(readParameters(UPDATE_INTENT, decodeForm('receipt_email=&metadata='))).toEqual({
      receipt_email: null,
      metadata: null,
    });
  });

  it('takes either form of off_session and of created', () => {
    expect(readParameters(CONFIRM_INTENT, { off_session: 'true' })).toEqual({ off_session: true });
    expect(readParameters(CONFIRM_INTENT, { off_session: 'recurring' })).toEqual({
      off_session: 'recurring',
    });
    expect(refusalOf(CONFIRM_INTENT, 'off_session=sometimes')).toMatchObject({ param: 'off_session' });
    expect(readParameters(LIST_EVENTS, decodeForm('created[gte]=5&created[lt]=9'))).toEqual({
      created: { gte: 5, lt: 9 },
    });
    expect(readParameters(LIST_EVENTS, decodeForm('created=5'))).toEqual({ created: { gte: 5, lte: 5 } });
  });

  it('lists what may be chosen', () => {
    expect(() => readParameters(CREATE_REFUND, { reason: 'bored' })).toThrow(
      'Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer',
    );
  });
});

describe('changing metadata', () => {
  it('adds, replaces, unsets one and unsets all', () => {
    const before = { orderId: 'o1', seat: 'a-1' };
    expect(changeMetadata(before, undefined)).toBe(before);
    expect(changeMetadata(before, { seat: null, row: 'b' })).toEqual({ orderId: 'o1', row: 'b' });
    expect(changeMetadata(before, null)).toEqual({});
  });

  it('holds at most fifty', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']));
    expect(() => changeMetadata({}, many)).toThrow(ApiRefusal);
  });
});
