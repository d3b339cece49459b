import { expect, test } from 'vitest';
import { plainLine } from './plainLine.ts';

test.each([
  ['line breaks', 'Ada\r\nBcc: all@example.com', 'Ada Bcc: all@example.com'],
  ['control characters', '\u0000A\u0007da\u009f', 'A da'],
  ['separators that break lines', 'Ada\u2028Moretti\u2029', 'Ada Moretti'],
  ['what turns the text around', 'Ada \u202egnp.exe\u2069\u200f', 'Ada gnp.exe'],
])('%s are taken out', (_what, typed, expected) => {
  expect(plainLine(typed)).toBe(expected);
});

test.each(['Zoë d’Été & Söhne <b>', '山本 耀司', 'عمر', '👩🏽‍🎤 Ada'])('%s stays as it is', (typed) => {
  expect(plainLine(typed)).toBe(typed);
});
