/** What every built-in method and function does, an example or two each. */
import { expect, test } from 'vitest';
import { builtInFunctions } from './builtInFunctions.ts';
import { methodNames } from './callMethod.ts';
import { answerOf } from './testing/evaluateText.ts';

const examples = [
  "'a😀'.size() == 3",
  "'Ab'.lower() == 'ab' && 'Ab'.upper() == 'AB' && '\\t a '.trim() == 'a'",
  "'a'.toUtf8() == b'a' && b'ab'.size() == 2 && b'a'.toBase64() == 'YQ=='",
  "'abc'.matches('a.c') && !'abc'.matches('b') && 'ABC'.matches('(?i)abc') && !'a\\nb'.matches('a.b')",
  "'a,b,,'.split(',') == ['a', 'b'] && ',a'.split(',') == ['', 'a'] && ''.split(',') == [''] && ','.split(',') == ['']",
  "'banana'.replace('an+', 'o') == 'booa'",
  "[1, 2, 2].size() == 3 && [1, 2, 2].toSet().size() == 2 && {'a': 1}.size() == 1",
  '[1].concat([2]) == [1, 2] && [1, 2, 1].removeAll([1]) == [2]',
  '[1, 2].hasAll([1]) && [].hasAll([]) && ![1].hasAll([2])',
  '[1, 2].hasAny([2, 3]) && ![].hasAny([])',
  '[1, 1].hasOnly([1]) && ![1, 2].hasOnly([1])',
  "[1, 'a', null, true, 2.0].join('-') == '1-a-null-true-2.0'",
  '[1].toSet().union([2].toSet()) == [2, 1].toSet()',
  '[1, 2].toSet().difference([1].toSet()) == [2].toSet()',
  '[1, 2].toSet().intersection([2, 3].toSet()) == [2].toSet()',
  '[1, 2].toSet().hasAll([1]) && [1].toSet().hasOnly([1, 2].toSet()) && [1].toSet().hasAny([1])',
  '1.0 in [1].toSet() && !(1.0 in [1])',
  "{'b': 2, 'a': 1}.keys() == ['a', 'b'] && {'a': 1}.values() == [1]",
  "{'a': {'b': 1}}.get('a', 0) == {'b': 1} && {'a': {'b': 1}}.get(['a', 'b'], 0) == 1 && {}.get('a', 0) == 0",
  "{'a': 1, 'b': 2}.diff({'a': 1}).addedKeys() == ['b'].toSet()",
  "{'a': 1}.diff({'a': 1, 'b': 2}).removedKeys() == ['b'].toSet()",
  "{'a': 1, 'b': 2}.diff({'a': 3, 'c': 1}).changedKeys() == ['a'].toSet()",
  "{'a': 1, 'b': 2}.diff({'a': 1, 'b': 3}).unchangedKeys() == ['a'].toSet()",
  "{'a': 1, 'b': 2}.diff({'a': 3, 'c': 1}).affectedKeys() == ['a', 'b', 'c'].toSet()",
  'timestamp.value(-1).toMillis() == -1 && timestamp.value(-1).nanos() == 999000000',
  'timestamp.date(2024, 2, 29).year() == 2024 && timestamp.date(2024, 2, 29).month() == 2',
  'timestamp.date(2024, 2, 29).day() == 29 && timestamp.date(2024, 2, 29).dayOfYear() == 60',
  'timestamp.value(0).dayOfWeek() == 4 && timestamp.date(2026, 3, 1).dayOfWeek() == 7',
  'timestamp.value(45296000).hours() == 12 && timestamp.value(45296000).minutes() == 34',
  'timestamp.value(45296000).seconds() == 56',
  'timestamp.value(90000000).date() == timestamp.date(1970, 1, 2)',
  'timestamp.value(90000000).time() == duration.time(1, 0, 0, 0)',
  "duration.value(-1500, 'ms').seconds() == -1 && duration.value(-1500, 'ms').nanos() == -500000000",
  "duration.abs(duration.value(-1, 'w')) == duration.value(7, 'd')",
  "timestamp.value(0) + duration.value(1, 's') - timestamp.value(1) == duration.value(999, 'ms')",
  "int('-12') == -12 && int(2.9) == 2 && int(-2.9) == -2 && int(3) == 3",
  "float('1.5') == 1.5 && float(2) is float",
  "string(1) == '1' && string(1.5) == '1.5' && string(null) == 'null' && string(/a/b) == '/a/b' && string(true) == 'true'",
  "string(100000000.0) == '1.0E8' && string(0.0001) == '1.0E-4' && string(1234567.0) == '1234567.0'",
  "path('/a/b') == /a/b && path('a') == /a && (/a/b)[1] == 'b'",
  'math.abs(-2) == 2 && math.abs(-2) is int && math.abs(-2.5) == 2.5',
  'math.ceil(1.2) == 2 && math.floor(-1.5) == -2.0 && math.floor(1.5) is float',
  'math.round(2.5) == 3 && math.round(-2.5) == -2 && math.round(2.5) is int',
  'math.pow(2, 3) == 8.0 && math.sqrt(4) == 2.0 && math.isNaN(math.sqrt(-1))',
  'math.round(math.pow(10, 30)) == 9223372036854775807 && int(math.sqrt(-1)) == 0',
];

test.each(examples)('%s', (source) => {
  expect(answerOf(source)).toBe(true);
});

test('every method and function has an example', () => {
  const written = examples.join('\n');
  const missing = [...methodNames, ...builtInFunctions.keys()].filter(
    (name) => !written.includes(`${name}(`),
  );
  expect(missing).toEqual([]);
});
