/**
 * A refusal as an exception, for the few places where a value cannot travel: platform calls that fail under a feature.
 * The HTTP edge turns it into the closed list's answer; anything else that is thrown is `internal`. No IO.
 */
import type { AnyPortalError } from '@fashionista/domain/errors';

export class Failure extends Error {
  readonly portalError: AnyPortalError;

  constructor(portalError: AnyPortalError, cause?: unknown) {
    super(portalError.message, { cause });
    this.name = 'Failure';
    this.portalError = portalError;
  }
}

export const unavailable = (message: string, cause?: unknown): Failure =>
  new Failure({ code: 'unavailable', message }, cause);
