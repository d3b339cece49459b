/** Words for why the server did not change a detail. No IO. */
import type { AnyPortalError } from '@fashionista/domain/errors';
import { m } from '#lib/paraglide/messages.js';

export function describeRefusal({ code }: AnyPortalError): string {
  if (code === 'unavailable') return m.account_unanswered();
  return code === 'rate-limited' ? m.account_error_too_many() : m.account_error_unknown();
}
