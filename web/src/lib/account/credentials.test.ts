import { expect, test } from 'vitest';
import { checkCredentials, checkPasswordChoice, fieldOfFailure } from './credentials.ts';

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
test('a password in place of another asks for the one that is, and is another one', () => {
  expect(checkPasswordChoice({ current: '', chosen: 'short' }, true)).toEqual({
    current: 'required',
    chosen: 'password-weak',
  });
  expect(checkPasswordChoice({ current: '12345678', chosen: '12345678' }, true)).toEqual({
    chosen: 'same-password',
  });
  expect(checkPasswordChoice({ current: '12345678', chosen: '123456789' }, true)).toEqual({});
});
test('a first password asks for no other', () => {
  expect(checkPasswordChoice({ current: '', chosen: '' }, false)).toEqual({ chosen: 'required' });
  expect(checkPasswordChoice({ current: '', chosen: '12345678' }, false)).toEqual({});
});
