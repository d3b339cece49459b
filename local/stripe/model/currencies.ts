/**
 * What the double knows of currencies: which it takes, the least amount Stripe charges in each, and which bank debit belongs
 * to one. Source of the minimums: Stripe's "Minimum and maximum charge amounts". No IO.
 */
import type { PaymentMethodType } from './stripeObjects.ts';

/** In minor units. */
const MINIMUM_AMOUNT_BY_CURRENCY: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  usd: 50,
};

/** Stripe takes at most eight digits. */
export const MAXIMUM_AMOUNT = 99_999_999;

const BANK_DEBIT_BY_CURRENCY: Readonly<Record<string, PaymentMethodType>> = {
  eur: 'sepa_debit',
  gbp: 'bacs_debit',
  usd: 'us_bank_account',
};

export function isKnownCurrency(currency: string): boolean {
  return currency in MINIMUM_AMOUNT_BY_CURRENCY;
}

export function listKnownCurrencies(): string[] {
  return Object.keys(MINIMUM_AMOUNT_BY_CURRENCY);
}

export function minimumAmountOf(currency: string): number {
  return MINIMUM_AMOUNT_BY_CURRENCY[currency] ?? 1;
}

/** What `automatic_payment_methods` offers for a currency. */
export function automaticMethodTypesFor(currency: string): PaymentMethodType[] {
  const bankDebit = BANK_DEBIT_BY_CURRENCY[currency];
  return bankDebit === undefined ? ['card'] : ['card', bankDebit];
}

export function currencyOfBankDebit(type: PaymentMethodType): string | undefined {
  return Object.keys(BANK_DEBIT_BY_CURRENCY).find((currency) => BANK_DEBIT_BY_CURRENCY[currency] === type);
}

export function formatAmount(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
