/**
 * Decodes what Stripe's clients send: form encoding with brackets for what is nested (`metadata[orderId]=1`, `expand[0]=…`),
 * in the body or the query. No IO.
 */
import qs from 'qs';

const LIMITS = { depth: 6, arrayLimit: 200, parameterLimit: 2000 };

export function decodeForm(encoded: string): Record<string, unknown> {
  return { ...qs.parse(encoded, { ...LIMITS, ignoreQueryPrefix: true }) };
}
