/**
 * The closed list of errors an action may answer, with their HTTP status and the shape of their details. No IO.
 * Rules return these as values; only the HTTP edge turns one into a response.
 */
import type { OrderId, PlaceId } from './ids.ts';

export const httpStatusOf = {
  'invalid-argument': 400,
  unauthenticated: 401,
  'payment-failed': 402,
  'permission-denied': 403,
  'not-found': 404,
  'seat-taken': 409,
  'leaves-single': 409,
  'limit-reached': 409,
  'hold-busy': 409,
  'sale-closed': 409,
  'sold-out': 409,
  conflict: 409,
  'hold-expired': 410,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof httpStatusOf;

export interface FieldError {
  /** Dotted path into the request, such as `places.1`. */
  path: string;
  message: string;
}

/**
 * What whoever is refused would need: an account of their own (guests), a role, a second factor, to sign in anew, that it were
 * theirs, or our app.
 */
export type Need = 'account' | 'role' | 'second-factor' | 'recent-sign-in' | 'ownership' | 'app';

export interface ErrorDetails {
  'invalid-argument': { fields: FieldError[] };
  /** `nearest`: free places instead, as many as were asked for where there are; never none, that is `sold-out`. */
  'seat-taken': { taken: PlaceId[]; nearest: PlaceId[] };
  /** `choice`: the nearest adjacent seats of that row which leave no single seat. */
  'leaves-single': { choice: PlaceId[] };
  /** `limit` places a buyer and event; `has` counts those held and bought. */
  'limit-reached': { limit: number; has: number };
  'permission-denied': { needs: Need };
  'hold-busy': { orderId?: OrderId };
  'rate-limited': { retryAfterSeconds: number };
}

export interface PortalError<Code extends ErrorCode = ErrorCode> {
  code: Code;
  message: string;
  details?: Code extends keyof ErrorDetails ? ErrorDetails[Code] : undefined;
}

export type AnyPortalError = { [Code in ErrorCode]: PortalError<Code> }[ErrorCode];

/** What a rule answers: a value, or an error of the closed list. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: AnyPortalError };

export const succeed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export function refuse<Code extends ErrorCode>(
  code: Code,
  message: string,
  ...details: Code extends keyof ErrorDetails ? [ErrorDetails[Code]] : []
): { ok: false; error: AnyPortalError } {
  const error = details.length > 0 ? { code, message, details: details[0] } : { code, message };
  return { ok: false, error: error as AnyPortalError };
}

/** An `invalid-argument` about one field. */
export const refuseField = (path: string, message: string) =>
  refuse('invalid-argument', `${path} ${message}`, { fields: [{ path, message }] });

/** The body of every refused action: `{error: {code, message, details?}}`. */
export interface ErrorBody {
  error: AnyPortalError;
}
