import { describe, expect, test } from 'vitest';
import { readConfirmAnswer, scenariosFor } from './paymentDouble.ts';
import { readConfirmError } from './stripePaymentElement.ts';

const refused = (code: string, decline_code?: string) => ({
  type: 'card_error',
  code,
  ...(decline_code && { decline_code }),
  payment_intent: { status: 'requires_payment_method', currency: 'eur' },
});

describe.each([
  ['the double', (error: ReturnType<typeof refused>) => readConfirmAnswer({ error })],
  ['Stripe', (error: ReturnType<typeof refused>) => readConfirmError(error)],
])('what %s refuses is told in the same words', (_, read) => {
  test('a plain decline', () => {
    expect(read(refused('card_declined', 'generic_decline'))).toEqual({
      kind: 'declined',
      reason: 'declined',
    });
  });
  test('too little money', () => {
    expect(read(refused('card_declined', 'insufficient_funds'))).toEqual({
      kind: 'declined',
      reason: 'insufficient-funds',
    });
  });
  test('an intent that was paid in another tab is paid', () => {
    const error = {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded', currency: 'eur' },
    };
    expect(read(error)).toEqual({ kind: 'done', status: 'succeeded' });
  });
  test('an intent that was cancelled has ended its order', () => {
    const error = {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'canceled', currency: 'eur' },
    };
    expect(read(error)).toEqual({ kind: 'ended' });
  });
  test('anything else leaves it open whether money moved', () => {
    expect(read({ type: 'api_error', code: 'whatever' } as ReturnType<typeof refused>)).toEqual({
      kind: 'unknown',
    });
  });
});

test('a failed 3-D Secure check in Stripe’s own form is a decline', () => {
  expect(
    readConfirmError({ type: 'invalid_request_error', code: 'payment_intent_authentication_failure' }),
  ).toEqual({ kind: 'declined', reason: 'authentication-failed' });
});
test('what the form itself shows is not said twice', () => {
  expect(readConfirmError({ type: 'validation_error' })).toEqual({ kind: 'incomplete' });
});
test('3-D Secure goes to the bank’s page', () => {
  const answer = {
    status: 'requires_action',
    currency: 'eur',
    next_action: { redirect_to_url: { url: 'http://127.0.0.1:1/bank' } },
  };
  expect(readConfirmAnswer(answer)).toEqual({ kind: 'redirect', url: 'http://127.0.0.1:1/bank' });
});
test('a bank debit is offered only in a currency that has one', () => {
  expect(scenariosFor('eur')).toContain('processing');
  expect(scenariosFor('jpy')).not.toContain('processing');
});
