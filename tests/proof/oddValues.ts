/**
 * Values that break what is careless with them: texts that look like paths, numbers or code, that hide or turn what is
 * around them, half characters, numbers at the edges, and every other type than the one that is wanted. No IO.
 */
import fc from 'fast-check';
import type { Json } from './badInputStage.ts';

/** A text that stands for JSON which `JSON.stringify` does not write, such as `1e400`. */
export const raw = (json: string): string => `@raw:${json}@`;

const kindOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

export function ofAnotherType(value: Json): fc.Arbitrary<Json> {
  const all: Json[] = [
    null,
    true,
    false,
    0,
    1,
    -1.5,
    '',
    'x',
    'true',
    '1',
    [],
    [value],
    [[]],
    {},
    { 0: value },
  ];
  const empty: Json[] = [{ length: 1, 0: 'f-a-1' }, { toString: 'x' }, { valueOf: null }];
  return fc.constantFrom(...[...all, ...empty].filter((other) => kindOf(other) !== kindOf(value)));
}

export const protoKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  '',
];
const oddTexts = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '/',
    'a/b',
    '../../holds/x',
    '__x__',
    '__proto__',
    'constructor',
    'a%2Fb',
    'a\\b',
    '*',
  ],
  ...[
    'NaN',
    'Infinity',
    '-0',
    '1e999',
    'null',
    'undefined',
    '[object Object]',
    '{}',
    '$ne',
    '`',
    "' OR 1=1 --",
  ],
  ...[
    '\u0000',
    'a\u0000b',
    '\r\nX-Other: y',
    '\u001b[2J',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u202Eabc',
    '\u2066x\u2069',
  ],
  ...[
    '\uFEFF',
    '\u200B',
    '\u200D',
    '\uD800',
    'x\uDFFF',
    '\uD83D\uDE00\uD83D',
    '\uFFFF',
    '\u{10FFFF}',
    'ﬁ',
    'ａ',
    'İ',
    'ß',
  ],
  ...[
    'ada@example.com\n',
    '@',
    'a@b',
    `${'a.'.repeat(90)}@example.com`,
    '<script>alert(1)</script>',
    'x'.repeat(129),
  ],
];
/** Half characters too, which JSON can say and UTF-8 cannot. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 40 })
  .map((units) => String.fromCharCode(...units));
const hugeText = fc
  .record({
    of: fc.constantFrom('a', '9', '-', '.', '@a.', ' ', 'é', '\u{1F600}', '\u0301'),
    times: fc.integer({ min: 200, max: 12_000 }),
  })
  .map(({ of, times }) => of.repeat(times));
export const oddText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: anyUnits },
  { weight: 1, arbitrary: hugeText },
);
export const oddNumber = fc.oneof(
  fc.constantFrom<Json>(
    0,
    -0,
    -1,
    0.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 53),
    1e21,
    5e-324,
    1_000_001,
    Number.MAX_VALUE,
  ),
  fc.constantFrom<Json>(raw('1e400'), raw('-1e400'), raw('1e-400'), raw('123456789012345678901234567890')),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
