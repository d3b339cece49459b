/** What is wrong with what was typed at signing in, before anything is sent, and which field a refusal is about. No IO. */
import { isEmailAddress, isSeen } from '@fashionista/domain/typedText';
import type { AuthFailure } from '#lib/platform/authFailure.ts';

export type Mode = 'sign-in' | 'sign-up';
export interface Credentials {
  name: string;
  email: string;
  password: string;
}
export type FieldName = keyof Credentials;
export type FieldProblem =
  'required' | 'unseen' | 'other-address' | 'other-password' | 'same-password' | AuthFailure;
export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

export const passwordMinLength = 8;

/** Of a text that others read. */
export function checkText(typed: string): FieldProblem | undefined {
  if (typed.trim() === '') return 'required';
  return isSeen(typed.trim()) ? undefined : 'unseen';
}

export function checkEmail(email: string): FieldProblem | undefined {
  if (email.trim() === '') return 'required';
  return isEmailAddress(email.trim()) ? undefined : 'email-invalid';
}

/** Of a password that is being chosen. */
export function checkNewPassword(password: string): FieldProblem | undefined {
  if (password === '') return 'required';
  return password.length < passwordMinLength ? 'password-weak' : undefined;
}

export interface PasswordChoice {
  /** Empty where the account has none. */
  current: string;
  chosen: string;
}
export type PasswordProblems = Partial<Record<keyof PasswordChoice, FieldProblem>>;

/** Of a password that takes another's place, or is the first. */
export function checkPasswordChoice(
  { current, chosen }: PasswordChoice,
  hasPassword: boolean,
): PasswordProblems {
  const problems: PasswordProblems = {};
  if (hasPassword && current === '') problems.current = 'required';
  const problem = checkNewPassword(chosen);
  if (problem) problems.chosen = problem;
  else if (hasPassword && chosen === current) problems.chosen = 'same-password';
  return problems;
}

/** Every problem at once, so that nobody meets them one by one. */
export function checkCredentials(typed: Credentials, mode: Mode): FieldProblems {
  const problems: FieldProblems = {};
  const nameProblem = mode === 'sign-up' ? checkText(typed.name) : undefined;
  if (nameProblem) problems.name = nameProblem;
  const emailProblem = checkEmail(typed.email);
  if (emailProblem) problems.email = emailProblem;
  const passwordProblem = checkNewPassword(typed.password);
  // Whoever signs in has the password that they once chose.
  if (passwordProblem && (mode === 'sign-up' || passwordProblem === 'required'))
    problems.password = passwordProblem;
  return problems;
}

/** The field a refusal belongs beside; `undefined` where it is about no field. */
export function fieldOfFailure(failure: AuthFailure): FieldName | undefined {
  if (failure === 'email-taken' || failure === 'email-invalid') return 'email';
  if (failure === 'password-weak' || failure === 'wrong-credentials') return 'password';
  return undefined;
}
