/**
 * Makes a new payment intent from its parameters, with the checks that Stripe makes before it keeps anything: amount within
 * the currency's limits, one way only to say which payment methods are taken. No IO: ids and time are passed in.
 */
import { invalidRequest, notImplemented } from './apiRefusal.ts';
import {
  automaticMethodTypesFor,
  formatAmount,
  isKnownCurrency,
  listKnownCurrencies,
  MAXIMUM_AMOUNT,
  minimumAmountOf,
} from './currencies.ts';
import type { Provenance } from './paymentMethods.ts';
import type { PaymentIntent } from './stripeObjects.ts';

const KNOWN_METHOD_TYPES = ['card', 'sepa_debit', 'bacs_debit', 'us_bank_account'];

export type IntentDraft = Pick<PaymentIntent, 'amount' | 'currency'> & {
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: 'always' | 'never' };
  payment_method_types?: readonly string[];
} & Partial<
    Pick<
      PaymentIntent,
      | 'capture_method'
      | 'confirmation_method'
      | 'description'
      | 'metadata'
      | 'receipt_email'
      | 'shipping'
      | 'statement_descriptor'
      | 'statement_descriptor_suffix'
      | 'transfer_group'
    >
  >;

export function assertAmountAndCurrency(amount: number, currency: string): void {
  if (!isKnownCurrency(currency)) {
    throw invalidRequest(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: ${listKnownCurrencies().join(', ')}`,
      { param: 'currency' },
    );
  }
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount < minimumAmountOf(currency)) {
    throw invalidRequest(
      `Amount must be at least ${formatAmount(minimumAmountOf(currency), currency)} ${currency}`,
      {
        code: 'amount_too_small',
        param: 'amount',
      },
    );
  }
  if (amount > MAXIMUM_AMOUNT) {
    throw invalidRequest(`Amount must be no more than ${formatAmount(MAXIMUM_AMOUNT, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
}

export function assertMethodTypes(types: readonly string[]): void {
  const unknown = types.find((type) => !KNOWN_METHOD_TYPES.includes(type));
  if (unknown !== undefined)
    throw notImplemented(`the payment method type ${unknown}`, 'payment_method_types');
}

function chooseMethodTypes(
  draft: IntentDraft,
): Pick<PaymentIntent, 'automatic_payment_methods' | 'payment_method_types'> {
  const automatic = draft.automatic_payment_methods;
  if (draft.payment_method_types !== undefined) {
    if (automatic?.enabled === true) {
      throw invalidRequest(
        'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
        { param: 'automatic_payment_methods' },
      );
    }
    assertMethodTypes(draft.payment_method_types);
    return { automatic_payment_methods: null, payment_method_types: draft.payment_method_types };
  }
  if (automatic?.enabled === false) {
    return { automatic_payment_methods: null, payment_method_types: ['card'] };
  }
  return {
    automatic_payment_methods: { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true },
    payment_method_types: automaticMethodTypesFor(draft.currency),
  };
}

export function createIntent(draft: IntentDraft, from: Provenance): PaymentIntent {
  assertAmountAndCurrency(draft.amount, draft.currency);
  const methodTypes = chooseMethodTypes(draft);
  const id = from.newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: draft.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: methodTypes.automatic_payment_methods,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: draft.capture_method ?? 'automatic_async',
    client_secret: `${id}_${from.newId('secret')}`,
    confirmation_method: draft.confirmation_method ?? 'automatic',
    created: from.nowSeconds,
    currency: draft.currency,
    customer: null,
    customer_account: null,
    description: draft.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: draft.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: describeMethodOptions(methodTypes.payment_method_types),
    payment_method_types: methodTypes.payment_method_types,
    processing: null,
    receipt_email: draft.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: draft.shipping ?? null,
    statement_descriptor: draft.statement_descriptor ?? null,
    statement_descriptor_suffix: draft.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: draft.transfer_group ?? null,
  };
}

function describeMethodOptions(types: readonly string[]): Record<string, unknown> {
  const card = {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: 'automatic',
  };
  return Object.fromEntries(types.map((type) => [type, type === 'card' ? card : {}]));
}

/** The members that Stripe shows a publishable key, in place of the whole intent. */
const CLIENT_MEMBERS = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'status',
] as const satisfies (keyof PaymentIntent)[];

export type ClientPaymentIntent = Pick<PaymentIntent, (typeof CLIENT_MEMBERS)[number]>;

export function viewAsClient(intent: PaymentIntent): ClientPaymentIntent {
  return Object.fromEntries(CLIENT_MEMBERS.map((name) => [name, intent[name]])) as ClientPaymentIntent;
}
