/** Which text is an expression, and what binds what. */
import { expect, test } from 'vitest';
import { parseExpressionText } from './parseExpression.ts';
import { answerOf } from './testing/evaluateText.ts';

test.each([
  ['2 + 3 * 4 == 14'],
  ['10 - 3 - 2 == 5'],
  ['1 < 2 in [true]'],
  ['1 is int == true'],
  ['!false && true'],
  ['false && false || true'],
  ['true || false && false'],
  ['false || false ? false : true'],
  ['(true ? false : true ? false : true) == false'],
  ['-7 / 2 == -3'],
  ["{'a': [1, 2]}.a[1] == 2"],
  ['[1, 2, 3][0:2] == [1, 2]'],
  ['/a/$(1 + 1)/c == /a/2/c'],
  [".5 == 0.5 && 'it\\'s' == \"it's\" && '\\u0041' == 'A'"],
  ['-9223372036854775808 < 0'],
  ['true // said so\n && /* and again */ true'],
  ['[1, 2,] == [1, 2]'],
])('%s', (source) => {
  expect(answerOf(source)).toBe(true);
});

test.each([
  ['', /an expression is expected, not the end/],
  ['1 +', /an expression is expected/],
  ['(1', /"\)" is expected/],
  ['1 2', /should end here/],
  ['[1', /"\]" is expected/],
  ['{a: 1}', /a key in quotes is expected/],
  ["'a", /1:1 "'" is not understood/],
  ["'\\q'", /escape "\\q"/],
  ['1e3', /runs into a word/],
  ['9223372036854775808', /more than an integer holds/],
  ['--1', /one "-" is expected/],
  ['7/2', /a blank is expected after "\/"/],
  ['/a//b', /path's segment is expected/],
  ['a ? b', /":" is expected/],
  ['a.1', /should end here/],
  ['let', /cannot be a name/],
  ['a = b', /should end here/],
  ['a & b', /"&" is not understood/],
  ['1 is 2', /a type is expected/],
  ['[1, 2][1:]', /an expression is expected/],
])('%s is refused', (source, why) => {
  expect(() => parseExpressionText(source)).toThrow(why);
});

test('an error names line and column', () => {
  expect(() => parseExpressionText('true &&\n   #')).toThrow(/^2:4 /);
});
