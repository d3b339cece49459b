import { expect, test } from 'vitest';
import { checkCredentials, fieldOfFailure } from './credentials.ts';

test('every problem is told at once', () => {
  expect(checkCredentials({ name: ' ', email: '', password: '' }, 'sign-up')).toEqual({
    name: 'required',
    email: 'required',
    password: 'required',
  });
});
test('signing in asks for no name, and does not judge an old password', () => {
  expect(checkCredentials({ name: '', email: 'a@b.example', password: 'old' }, 'sign-in')).toEqual({});
});
test('a new password needs eight characters', () => {
  const typed = { name: 'A', email: 'a@b.example', password: '1234567' };
  expect(checkCredentials(typed, 'sign-up')).toEqual({ password: 'password-weak' });
  expect(checkCredentials({ ...typed, password: '12345678' }, 'sign-up')).toEqual({});
});
test('spaces around an e-mail are forgiven, a missing domain is not', () => {
  expect(checkCredentials({ name: '', email: ' a@b.example ', password: 'x' }, 'sign-in')).toEqual({});
  expect(checkCredentials({ name: '', email: 'a@b', password: 'x' }, 'sign-in')).toEqual({
    email: 'email-invalid',
  });
});
test('a name may not hold what nobody sees', () => {
  const typed = { name: 'A\u202Eda', email: 'a@b.example', password: '12345678' };
  expect(checkCredentials(typed, 'sign-up')).toEqual({ name: 'unseen' });
  expect(checkCredentials({ ...typed, name: ' Ada\t' }, 'sign-up')).toEqual({});
});
test('a refusal stands beside the field it is about, or above the form', () => {
  expect(fieldOfFailure('email-taken')).toBe('email');
  expect(fieldOfFailure('wrong-credentials')).toBe('password');
  expect(fieldOfFailure('offline')).toBeUndefined();
});
