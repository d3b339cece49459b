/**
 * How the double refuses: one error class that carries Stripe's HTTP status and error body, and a constructor for each
 * refusal that more than one module gives. Thrown for what changes nothing; a decline changes state, so it is part of a
 * step's result instead (see paymentIntentMachine.ts). Messages are Stripe's, since people search for them. No IO.
 */
import type { ErrorBody } from './stripeObjects.ts';

export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function docUrlOf(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}

type Details = { code?: string; param?: string; payment_intent?: unknown };

export function invalidRequest(message: string, details: Details = {}, status = 400): ApiRefusal {
  const body: ErrorBody = { ...details, message, type: 'invalid_request_error' };
  if (details.code !== undefined) body.doc_url = docUrlOf(details.code);
  return new ApiRefusal(status, body);
}

/** 404 where the id stands in the path, 400 where a parameter names it: as Stripe answers. */
export function resourceMissing(kind: string, id: string, param: string, inPath: boolean): ApiRefusal {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: 'resource_missing', param }, inPath ? 404 : 400);
}

export function notImplemented(what: string, param?: string): ApiRefusal {
  return invalidRequest(
    `This double of Stripe does not implement ${what}.`,
    param === undefined ? {} : { param },
  );
}

export function unexpectedState(message: string, intent: unknown): ApiRefusal {
  return invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: intent });
}

export function serverFailure(status = 500): ApiRefusal {
  return new ApiRefusal(status, {
    type: 'api_error',
    message: 'An unknown error occurred',
  });
}

export function rateLimited(): ApiRefusal {
  return invalidRequest(
    'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
    { code: 'rate_limit' },
    429,
  );
}
