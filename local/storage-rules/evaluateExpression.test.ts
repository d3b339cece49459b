/**
 * What expressions come to. That this is what Firestore makes of them is held by generated ones in tests/rules/language;
 * here stands what must never change unnoticed.
 */
import { describe, expect, test } from 'vitest';
import { answerOf, evaluateText } from './testing/evaluateText.ts';
import { fail, map, nullValue, text, timestamp } from './values.ts';

const bad = { bad: fail('on purpose'), data: map([['a', text('x')]]), none: nullValue };
const ask = (source: string) => answerOf(source, bad);

describe('errors are values', () => {
  test.each([
    ['true || bad', true],
    ['bad || true', true],
    ['false || bad', 'error'],
    ['bad || false', 'error'],
    ['false && bad', false],
    ['bad && false', false],
    ['true && bad', 'error'],
    ['bad && true', 'error'],
    ["'text' || true", true],
    ["false || 'text'", 'error'],
    ['!bad', 'error'],
    ['bad == bad', 'error'],
    ['bad != null', 'error'],
    ['bad is int', 'error'],
    ['[bad].size() == 1', 'error'],
    ["{'a': bad}.size() == 1", 'error'],
    ["data.get('a', bad) == 'x'", 'error'],
    ['true ? true : bad', true],
    ['bad ? true : true', 'error'],
    ["'text' ? true : true", 'error'],
  ])('%s: %s', (source, answer) => {
    expect(ask(source)).toBe(answer);
  });

  test('one says where it arose', () => {
    expect(evaluateText('true &&\n  data.b == 1', bad)).toMatchObject({
      kind: 'error',
      message: 'there is no field "b"',
      at: { line: 2, column: 3 },
    });
  });
});

describe('nothing is guessed', () => {
  test.each([
    ["1 + 'a' == '1a'"],
    ["1 < 'a'"],
    ['null < 1'],
    ["'a' in 'abc'"],
    ['1 in data'],
    ['none.a == null'],
    ['data.b == null'],
    ["data['b'] == null"],
    ["'abc'[3] == ''"],
    ["'abc'[-1] == 'c'"],
    ['[1, 2][1:3] == [2]'],
    ['1 / 0 == 0'],
    ['1 % 0 == 0'],
    ['9223372036854775807 + 1 > 0'],
    ['-true == false'],
    ['!1 == false'],
    ["int('1.5') == 1"],
    ["int(' 1') == 1"],
    ['timestamp.date(2026, 2, 30).day() == 2'],
    ["duration.value(1, 'y').seconds() > 0"],
    ["'a'.replace('a', '$0') == 'a'"],
    ["'a'.split('') == ['a']"],
    ['[1].hasAll([1].toSet())'],
    ['data.get([], 1) == 1'],
    ["string([1]) == '1'"],
    ["path('/a//b') == /a/b"],
  ])('%s is an error', (source) => {
    expect(ask(source)).toBe('error');
  });
});

test('the thousand-and-first expression is an error', () => {
  const sum = (terms: number) => `${Array.from({ length: terms }, () => '1').join(' + ')} > 0`;
  expect(ask(sum(490))).toBe(true);
  expect(ask(sum(510))).toBe('error');
});

describe('documents', () => {
  const lookUp = (path: string) =>
    path === '/databases/(default)/documents/sessions/ann'
      ? map([['data', map([['validAfter', timestamp(1_500_000_000n)]])]])
      : nullValue;
  const of = (source: string) =>
    answerOf(source, { uid: text('ann'), slashed: text('x/y'), empty: text('') }, lookUp);

  test('are found by their whole path', () => {
    expect(of('firestore.exists(/databases/(default)/documents/sessions/$(uid))')).toBe(true);
    expect(of('firestore.exists(/databases/(default)/documents/sessions/bob)')).toBe(false);
    expect(
      of('firestore.get(/databases/(default)/documents/sessions/$(uid)).data.validAfter.toMillis() == 1500'),
    ).toBe(true);
    expect(of('firestore.get(/databases/(default)/documents/sessions/bob).data.validAfter == null')).toBe(
      'error',
    );
  });

  test.each([
    ['a collection', 'firestore.exists(/databases/(default)/documents/sessions)'],
    ['a path from elsewhere', 'firestore.exists(/sessions/$(uid))'],
    ['a text', "firestore.exists('/databases/(default)/documents/sessions/ann')"],
    ['a name with a slash', 'firestore.exists(/databases/(default)/documents/sessions/$(slashed))'],
    ['no name', 'firestore.exists(/databases/(default)/documents/sessions/$(empty))'],
  ])('%s is an error', (_, source) => {
    expect(of(source)).toBe('error');
  });
});
