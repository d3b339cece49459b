/**
 * The parameters of each endpoint, by Stripe's names. Held to Stripe's OpenAPI spec by tests/integration/stripe-contract.test.ts:
 * a name that Stripe has and a table lacks, or the other way round, fails there. `client_secret` and `key` are what Stripe.js
 * sends with a publishable key. No IO.
 */
import {
  address,
  clearableText,
  either,
  flag,
  integer,
  listOf,
  metadata,
  notDoneHere,
  object,
  oneOf,
  required,
  text,
  timeRange,
} from './parameters.ts';

const expand = listOf(text());

const shipping = object({
  address: required(
    object({
      city: clearableText(),
      country: clearableText(),
      line1: clearableText(),
      line2: clearableText(),
      postal_code: clearableText(),
      state: clearableText(),
    }),
  ),
  carrier: text(),
  name: required(text()),
  phone: text(),
  tracking_number: text(),
});

/** Kept nowhere: a test mandate binds nobody. Stripe.js sends `infer_from_client`. */
const mandateData = object({
  customer_acceptance: required(
    object({
      accepted_at: integer(),
      offline: object({}),
      online: object({ ip_address: text(), user_agent: text(), infer_from_client: flag() }),
      type: required(oneOf('offline', 'online')),
    }),
  ),
});

const offSession = either(flag(), oneOf('one_off', 'recurring'));

const page = {
  limit: integer(),
  starting_after: text(),
  ending_before: text(),
  expand,
  created: timeRange(),
};

export const CREATE_INTENT = {
  amount: required(integer()),
  currency: required(text()),
  automatic_payment_methods: object({
    enabled: required(flag()),
    allow_redirects: oneOf('always', 'never'),
  }),
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  confirm: flag(),
  confirmation_method: oneOf('automatic', 'manual'),
  description: text(),
  error_on_requires_action: flag(),
  expand,
  mandate_data: mandateData,
  metadata: metadata(),
  off_session: offSession,
  payment_method: text(),
  payment_method_types: listOf(text()),
  receipt_email: text(),
  return_url: address(),
  shipping,
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
  use_stripe_sdk: flag(),
  ...notDoneHere(
    'allowed_payment_method_types',
    'amount_details',
    'application_fee_amount',
    'confirmation_token',
    'customer',
    'customer_account',
    'excluded_payment_method_types',
    'hooks',
    'mandate',
    'on_behalf_of',
    'payment_details',
    'payment_method_configuration',
    'payment_method_data',
    'payment_method_options',
    'radar_options',
    'setup_future_usage',
    'transfer_data',
  ),
};

export const RETRIEVE_INTENT = { client_secret: text(), expand };

export const UPDATE_INTENT = {
  amount: integer(),
  currency: text(),
  description: text(),
  expand,
  metadata: metadata(),
  payment_method: text(),
  payment_method_types: listOf(text()),
  receipt_email: clearableText(),
  shipping,
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
  ...notDoneHere(
    'allowed_payment_method_types',
    'amount_details',
    'application_fee_amount',
    'capture_method',
    'customer',
    'customer_account',
    'excluded_payment_method_types',
    'hooks',
    'payment_details',
    'payment_method_configuration',
    'payment_method_data',
    'payment_method_options',
    'setup_future_usage',
    'transfer_data',
  ),
};

export const CONFIRM_INTENT = {
  client_secret: text(),
  error_on_requires_action: flag(),
  expand,
  mandate_data: mandateData,
  off_session: offSession,
  payment_method: text(),
  receipt_email: clearableText(),
  return_url: address(),
  shipping,
  use_stripe_sdk: flag(),
  ...notDoneHere(
    'allowed_payment_method_types',
    'amount_details',
    'amount_to_confirm',
    'capture_method',
    'confirmation_token',
    'excluded_payment_method_types',
    'hooks',
    'mandate',
    'payment_details',
    'payment_method_data',
    'payment_method_options',
    'payment_method_types',
    'radar_options',
    'setup_future_usage',
  ),
};

export const CANCEL_INTENT = {
  cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'),
  expand,
};

export const LIST_INTENTS = { ...page, ...notDoneHere('customer', 'customer_account') };

export const RETRIEVE = { expand };

export const LIST_CHARGES = { ...page, payment_intent: text(), ...notDoneHere('customer', 'transfer_group') };

export const CREATE_REFUND = {
  amount: integer(),
  charge: text(),
  expand,
  metadata: metadata(),
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  ...notDoneHere(
    'currency',
    'customer',
    'instructions_email',
    'origin',
    'refund_application_fee',
    'reverse_transfer',
  ),
};

export const LIST_REFUNDS = { ...page, charge: text(), payment_intent: text() };

export const LIST_EVENTS = { ...page, type: text(), types: listOf(text()), delivery_success: flag() };
