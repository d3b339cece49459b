/** Words for what went wrong at signing in. No IO. */
import { m } from '#lib/paraglide/messages.js';
import type { FieldProblem } from './credentials.ts';

const words: Record<FieldProblem, () => string> = {
  required: m.account_error_required,
  unseen: m.account_error_unseen,
  'other-address': m.account_error_other_address,
  'other-password': m.account_error_other_password,
  'same-password': m.account_error_same_password,
  'email-invalid': m.account_error_email,
  'email-taken': m.account_error_email_taken,
  'password-weak': m.account_error_password_weak,
  'wrong-credentials': m.account_error_wrong,
  'code-wrong': m.account_error_code_wrong,
  'code-expired': m.account_error_code_expired,
  'link-over': m.account_error_link_over,
  'phone-invalid': m.account_error_phone,
  'sign-in-too-old': m.account_error_recent,
  'other-way': m.account_error_other_way,
  'window-closed': m.account_error_popup,
  'account-disabled': m.account_error_disabled,
  'too-many-attempts': m.account_error_too_many,
  offline: m.account_error_offline,
  unknown: m.account_error_unknown,
};

export const describeProblem = (problem: FieldProblem): string => words[problem]();
