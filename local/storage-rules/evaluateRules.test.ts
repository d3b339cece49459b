/** Which paths a match meets, which of its names a condition sees, and what is permitted of it all. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { FindDocument } from './evaluate.ts';
import type { Method } from './syntax.ts';

const nothing: FindDocument = () => undefined;
const ask = (inside: string, path: string, method: Method = 'get', find = nothing) => {
  const source = `rules_version = '2'; service firebase.storage { match /b/{bucket}/o { ${inside} } }`;
  const variables = { request: { map_value: { fields: {} } }, resource: { null_value: null } };
  return evaluate(source, { method, path: `/b/files/o/${path}`, variables }, find);
};
const permits = (...asked: Parameters<typeof ask>): boolean => ask(...asked).permit;

test('what no line grants is denied', () => {
  expect(ask('', 'a')).toEqual({ permit: false, errors: [] });
});

describe('a match', () => {
  test.each([
    ['match /a { allow read; }', 'a', true],
    ['match /a { allow read; }', 'b', false],
    ['match /a { allow read; }', 'a/b', false],
    ['match /a/{b} { allow read; }', 'a', false],
    ['match /a/{b} { allow read; }', 'a/x', true],
    ['match /a/{b} { allow read; }', 'a/x/y', false],
    ['match /a/{b=**} { allow read; }', 'a', true],
    ['match /a/{b=**} { allow read; }', 'a/x/y', true],
    ['match /a/{b=**} { allow read; }', 'ab', false],
    ['match /a { match /b { allow read; } }', 'a/b', true],
    ['match /a { match /b { allow read; } }', 'a', false],
    ["match /a/{b} { allow read: if b == 'x'; }", 'a/x', true],
    ["match /a/{b} { match /{c} { allow read: if b == 'x' && c == 'y'; } }", 'a/x/y', true],
    ["match /{a=**} { allow read: if a == /x/y && a[1] == 'y'; }", 'x/y', true],
    ["match /{a} { allow read: if bucket == 'files'; }", 'x', true],
    ['match /a { allow read: if false; } match /{b} { allow read; }', 'a', true],
  ])('%s meets %s: %s', (inside, path, answer) => {
    expect(permits(inside, path)).toBe(answer);
  });
});

test('an allow is for its methods alone', () => {
  const inside = 'match /a { allow list, update; }';
  const granted = (['get', 'list', 'create', 'update', 'delete'] as const).filter((method) =>
    permits(inside, 'a', method),
  );
  expect(granted).toEqual(['list', 'update']);
});

test('a condition that is an error, or no yes or no, permits nothing, and is told', () => {
  expect(ask('match /a { allow read: if resource.size > 1; allow read: if 1; }', 'a')).toMatchObject({
    permit: false,
    errors: [{ message: 'a null has no field "size"' }, { message: 'a condition came to a int' }],
  });
  expect(ask('match /a { allow read: if resource.size > 1; allow read: if true; }', 'a')).toEqual({
    permit: true,
    errors: [],
  });
});

test('a function sees the names of where it is written, not of where it is called', () => {
  const inside = `
    function f(x) { let y = x + 1; return y == 3 && bucket == 'files'; }
    match /{a} { function g() { return a == 'x' && f(2); } allow read: if g(); }`;
  expect(permits(inside, 'x')).toBe(true);
  expect(permits(inside, 'z')).toBe(false);
});

test('calls go twenty deep and no deeper', () => {
  const chain = (depth: number) =>
    `${Array.from({ length: depth - 1 }, (_, i) => `function f${i}() { return f${i + 1}(); }`).join('\n')}
     function f${depth - 1}() { return true; }
     match /a { allow read: if f0(); }`;
  expect(permits(chain(20), 'a')).toBe(true);
  expect(ask(chain(21), 'a')).toMatchObject({
    permit: false,
    errors: [{ message: 'calls go deeper than 20' }],
  });
});

test('a request asks for two documents at most, the same one as often as it likes', () => {
  const document = (id: string) => `firestore.exists(/databases/(default)/documents/things/${id})`;
  const find: FindDocument = (path) => ({ name: path, fields: {} });
  const two = `${document('a')} && ${document('b')} && ${document('a')}`;
  expect(permits(`match /a { allow read: if ${two}; }`, 'a', 'get', find)).toBe(true);
  const verdict = ask(`match /a { allow read: if ${two} && ${document('c')} || true; }`, 'a', 'get', find);
  expect(verdict.permit).toBe(false);
  expect(verdict.errors[0]?.message).toMatch(/more than 2 documents/);
});
