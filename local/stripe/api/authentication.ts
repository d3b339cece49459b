/**
 * Who is calling: the account's secret key, or its publishable key as Stripe.js sends it. Keys come as a bearer, as the user of
 * basic authentication (curl), or as the parameter `key` (browsers). No IO.
 */
import { ApiRefusal, invalidRequest } from '../model/apiRefusal.ts';

export const SECRET_KEY = 'sk_test_double';
export const PUBLISHABLE_KEY = 'pk_test_double';

export type Caller = 'secret' | 'publishable';

function keyFromHeader(authorization: string): string | undefined {
  const [scheme = '', credentials = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0];
}

function maskKey(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}

function unauthenticated(message: string): ApiRefusal {
  return new ApiRefusal(401, { type: 'invalid_request_error', message });
}

/** Throws Stripe's 401 for no key or a wrong one. */
export function authenticateCaller(authorization: string | undefined, keyParameter: unknown): Caller {
  const fromParameter = typeof keyParameter === 'string' ? keyParameter : undefined;
  const key = (authorization === undefined ? undefined : keyFromHeader(authorization)) ?? fromParameter;
  if (key === undefined || key === '') {
    throw unauthenticated(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (key === SECRET_KEY) return 'secret';
  if (key === PUBLISHABLE_KEY) return 'publishable';
  throw unauthenticated(`Invalid API Key provided: ${maskKey(key)}`);
}

export function secretKeyRequired(): ApiRefusal {
  return invalidRequest(
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    { code: 'secret_key_required' },
    403,
  );
}
