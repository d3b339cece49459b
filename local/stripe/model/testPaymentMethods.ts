/**
 * Stripe's own test payment methods and what each does: succeed, be declined, ask for 3-D Secure, or be processed for a while.
 * A new scenario is a new entry here. Ids and behaviour: Stripe's "Testing", "SEPA Direct Debit", "Bacs Direct Debit" and
 * "ACH Direct Debit" pages. Describes only; paymentIntentMachine.ts acts on it. No IO.
 */
import { bankDebitFailure, DECLINES } from './declines.ts';
import type { Decline } from './declines.ts';
import type { PaymentMethodType } from './stripeObjects.ts';

/** When a payment that is being processed ends: soon, after Stripe's three minutes, or never by itself. */
export type SettlementPace = 'soon' | 'delayed' | 'never';

type ChargeResult =
  | { kind: 'succeeds' }
  | { kind: 'declined'; decline: Decline }
  | {
      kind: 'processing';
      pace: SettlementPace;
      then: { kind: 'succeeds' } | { kind: 'declined'; decline: Decline };
    };

/** `on-session`: asks the buyer, and is declined without asking when they are away. `set-up`: already agreed to that. */
type AuthenticationNeed = 'none' | 'on-session' | 'set-up';

export type TestPaymentMethod = {
  testId: string;
  type: PaymentMethodType;
  /** The `card`, `sepa_debit`, … member of the payment method. */
  face: Readonly<Record<string, unknown>>;
  authentication: AuthenticationNeed;
  result: ChargeResult;
  refund: 'succeeds' | 'pending' | 'fails';
};

type CardFace = { brand: string; last4: string; country: string; funding: string };

const VISA: CardFace = { brand: 'visa', last4: '4242', country: 'US', funding: 'credit' };
const SUCCEEDS: ChargeResult = { kind: 'succeeds' };

function describeCard(
  testId: string,
  face: Partial<CardFace>,
  rest: Partial<Pick<TestPaymentMethod, 'authentication' | 'result' | 'refund'>> = {},
): TestPaymentMethod {
  return {
    testId,
    type: 'card',
    face: { ...VISA, ...face },
    authentication: 'none',
    result: SUCCEEDS,
    refund: 'succeeds',
    ...rest,
  };
}

const declinedBy = (decline: Decline): ChargeResult => ({ kind: 'declined', decline });

const ACCEPTED_CARDS: Record<string, Partial<CardFace>> = {
  pm_card_visa: {},
  pm_card_visa_debit: { last4: '5556', funding: 'debit' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_mastercard_debit: { brand: 'mastercard', last4: '8210', funding: 'debit' },
  pm_card_mastercard_prepaid: { brand: 'mastercard', last4: '5100', funding: 'prepaid' },
  pm_card_amex: { brand: 'amex', last4: '8431' },
  pm_card_discover: { brand: 'discover', last4: '9424' },
  pm_card_diners: { brand: 'diners', last4: '0004' },
  pm_card_jcb: { brand: 'jcb', last4: '0505', country: 'JP' },
  pm_card_unionpay: { brand: 'unionpay', last4: '0005', country: 'CN' },
  pm_card_us: {},
  pm_card_gb: { last4: '0003', country: 'GB' },
  pm_card_fr: { last4: '0003', country: 'FR' },
  pm_card_it: { last4: '0008', country: 'IT' },
  pm_card_es: { last4: '0007', country: 'ES' },
  pm_card_de: { last4: '0016', country: 'DE' },
  pm_card_ch: { last4: '0009', country: 'CH' },
  pm_card_bypassPending: { last4: '0077' },
  pm_card_threeDSecureOptional: { last4: '3055' },
};

const DECLINED_CARDS: Record<string, [last4: string, decline: Decline]> = {
  chargeDeclined: ['0002', DECLINES.generic],
  chargeDeclinedInsufficientFunds: ['9995', DECLINES.insufficientFunds],
  chargeDeclinedLostCard: ['9987', DECLINES.lostCard],
  chargeDeclinedStolenCard: ['9979', DECLINES.stolenCard],
  chargeDeclinedExpiredCard: ['0069', DECLINES.expiredCard],
  chargeDeclinedIncorrectCvc: ['0127', DECLINES.incorrectCvc],
  chargeDeclinedProcessingError: ['0119', DECLINES.processingError],
  chargeDeclinedVelocityLimitExceeded: ['6975', DECLINES.velocityExceeded],
  chargeDeclinedFraudulent: ['0019', DECLINES.fraudulent],
  chargeCustomerFail: ['0341', DECLINES.generic],
};

const AUTHENTICATED_CARDS: TestPaymentMethod[] = [
  describeCard('pm_card_authenticationRequired', { last4: '3184' }, { authentication: 'on-session' }),
  describeCard('pm_card_authenticationRequiredOnSetup', { last4: '3155' }, { authentication: 'on-session' }),
  describeCard(
    'pm_card_authenticationRequiredSetupForOffSession',
    { last4: '0446' },
    { authentication: 'set-up' },
  ),
  describeCard(
    'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    { last4: '8260' },
    { authentication: 'on-session', result: declinedBy(DECLINES.insufficientFunds) },
  ),
  describeCard('pm_card_threeDSecureRequired', { last4: '3220' }, { authentication: 'on-session' }),
  describeCard('pm_card_threeDSecure2Required', { last4: '3220' }, { authentication: 'on-session' }),
  describeCard(
    'pm_card_threeDSecureRequiredChargeDeclined',
    { last4: '1629' },
    { authentication: 'on-session', result: declinedBy(DECLINES.generic) },
  ),
];

const REFUND_CARDS: TestPaymentMethod[] = [
  describeCard('pm_card_pendingRefund', { last4: '7726' }, { refund: 'pending' }),
  describeCard('pm_card_refundFail', { last4: '5126' }, { refund: 'fails' }),
];

const FAILED_DEBIT = bankDebitFailure('generic_could_not_process', 'The debit could not be processed.');
const EMPTY_ACCOUNT = bankDebitFailure(
  'insufficient_funds',
  'The customer’s account has insufficient funds to cover this payment.',
);
const CLOSED_ACCOUNT = bankDebitFailure('account_closed', 'The customer’s bank account has been closed.');
const NO_ACCOUNT = bankDebitFailure('no_account', 'The bank account could not be found.');
const NOT_AUTHORIZED = bankDebitFailure(
  'debit_not_authorized',
  'The customer has notified their bank that this payment was unauthorized.',
);

const processed = (pace: SettlementPace, decline?: Decline): ChargeResult => ({
  kind: 'processing',
  pace,
  then: decline === undefined ? { kind: 'succeeds' } : { kind: 'declined', decline },
});

const SEPA_RESULTS: Record<string, ChargeResult> = {
  success: processed('soon'),
  successDelayed: processed('delayed'),
  failed: processed('soon', FAILED_DEBIT),
  failedDelayed: processed('delayed', FAILED_DEBIT),
  insufficientFunds: processed('soon', EMPTY_ACCOUNT),
};
const SEPA_COUNTRIES = 'at be hr ee fi fr de gi ie li lt lu nl no pt es se ch gb'.split(' ');

const BACS_RESULTS: Record<string, ChargeResult> = {
  success: processed('soon'),
  successDelayed: processed('delayed'),
  debitNotAuthorized: processed('soon', NOT_AUTHORIZED),
  debitNotAuthorizedDelayed: processed('delayed', NOT_AUTHORIZED),
  insufficientFunds: processed('soon', EMPTY_ACCOUNT),
  insufficientFundsDelayed: processed('delayed', EMPTY_ACCOUNT),
};

const US_RESULTS: Record<string, ChargeResult> = {
  success: processed('soon'),
  accountClosed: processed('soon', CLOSED_ACCOUNT),
  noAccount: processed('soon', NO_ACCOUNT),
  insufficientFunds: processed('soon', EMPTY_ACCOUNT),
  debitNotAuthorized: processed('soon', NOT_AUTHORIZED),
  processing: processed('never'),
};

function describeDebit(
  testId: string,
  type: PaymentMethodType,
  face: Readonly<Record<string, unknown>>,
  result: ChargeResult,
): TestPaymentMethod {
  return { testId, type, face, authentication: 'none', result, refund: 'succeeds' };
}

function listTestPaymentMethods(): TestPaymentMethod[] {
  const accepted = Object.entries(ACCEPTED_CARDS).map(([testId, face]) => describeCard(testId, face));
  // Stripe documents some declines with the brand in the id and some without, and takes both.
  const declined = Object.entries(DECLINED_CARDS).flatMap(([name, [last4, decline]]) =>
    [`pm_card_${name}`, `pm_card_visa_${name}`].map((testId) =>
      describeCard(testId, { last4 }, { result: declinedBy(decline) }),
    ),
  );
  const sepa = SEPA_COUNTRIES.flatMap((country) =>
    Object.entries(SEPA_RESULTS).map(([name, result]) => {
      const face = { bank_code: '37040044', branch_code: '', country: country.toUpperCase(), last4: '3000' };
      return describeDebit(`pm_${name}_${country}`, 'sepa_debit', face, result);
    }),
  );
  const bacs = Object.entries(BACS_RESULTS).map(([name, result]) =>
    describeDebit(`pm_bacsDebit_${name}`, 'bacs_debit', { last4: '2345', sort_code: '108800' }, result),
  );
  const us = Object.entries(US_RESULTS).map(([name, result]) => {
    const face = { last4: '6789', routing_number: '110000000', bank_name: 'STRIPE TEST BANK' };
    return describeDebit(`pm_usBankAccount_${name}`, 'us_bank_account', face, result);
  });
  return [...accepted, ...declined, ...AUTHENTICATED_CARDS, ...REFUND_CARDS, ...sepa, ...bacs, ...us];
}

const TEST_PAYMENT_METHODS = new Map(listTestPaymentMethods().map((method) => [method.testId, method]));

export function findTestPaymentMethod(testId: string): TestPaymentMethod | undefined {
  return TEST_PAYMENT_METHODS.get(testId);
}

export function listTestPaymentMethodIds(): string[] {
  return [...TEST_PAYMENT_METHODS.keys()];
}
