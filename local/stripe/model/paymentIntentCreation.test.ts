import { describe, expect, it } from 'vitest';
import { ApiRefusal } from './apiRefusal.ts';
import { createIntent, viewAsClient } from './paymentIntentCreation.ts';
import type { IntentDraft } from './paymentIntentCreation.ts';
import type { Provenance } from './paymentMethods.ts';

const from: Provenance = { newId: (prefix) => `${prefix}_1`, nowSeconds: 1_800_000_000 };
const create = (draft: Partial<IntentDraft>) =>
  createIntent({ amount: 4200, currency: 'eur', ...draft }, from);

function codeOf(draft: Partial<IntentDraft>): string | undefined {
  try {
    create(draft);
  } catch (error) {
    if (error instanceof ApiRefusal) return error.body.code ?? error.body.param;
    throw error;
  }
  return 'accepted';
}

describe('creating a payment intent', () => {
  it('waits for a payment method, with a secret that carries its id', () => {
    const intent = create({});
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      amount_received: 0,
      latest_charge: null,
    });
    expect(intent.client_secret.startsWith(`${intent.id}_secret_`)).toBe(true);
  });

  it('offers cards and the bank debit of the currency, unless it is told which', () => {
    expect(create({}).payment_method_types).toEqual(['card', 'sepa_debit']);
    expect(create({ currency: 'gbp' }).payment_method_types).toEqual(['card', 'bacs_debit']);
    expect(create({ currency: 'chf' }).payment_method_types).toEqual(['card']);
    const chosen = create({ payment_method_types: ['card'] });
    expect(chosen).toMatchObject({ payment_method_types: ['card'], automatic_payment_methods: null });
  });

  it.each([
    [{ amount: 49 }, 'amount_too_small'],
    [{ amount: 50 }, 'accepted'],
    [{ amount: 29, currency: 'gbp' }, 'amount_too_small'],
    [{ amount: 99_999_999 }, 'accepted'],
    [{ amount: 100_000_000 }, 'amount_too_large'],
    [{ amount: 0 }, 'parameter_invalid_integer'],
    [{ currency: 'xxx' }, 'currency'],
    [{ payment_method_types: ['ideal'] }, 'payment_method_types'],
    [
      { payment_method_types: ['card'], automatic_payment_methods: { enabled: true } },
      'automatic_payment_methods',
    ],
  ])('answers %j with %s', (draft, expected) => {
    expect(codeOf(draft)).toBe(expected);
  });

  it('hides from a publishable key what is the shop’s own', () => {
    const seen = viewAsClient(create({ metadata: { orderId: 'o1' } }));
    expect(seen).toMatchObject({ status: 'requires_payment_method', amount: 4200 });
    expect(seen).not.toHaveProperty('metadata');
    expect(seen).not.toHaveProperty('latest_charge');
  });
});
