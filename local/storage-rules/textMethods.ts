/**
 * What strings and bytes can do. Regular expressions are RE2's (re2js is a port of it): linear time, no look-around, no
 * back-references; `matches` asks for the whole text. Lengths count UTF-16 units. No IO.
 */
import { RE2JS } from 're2js';
import { argument, tableOf } from './methodTable.ts';
import { bool, fail, list, smallInt, text } from './values.ts';
import type { Outcome } from './values.ts';

/** The compiled pattern, or undefined where RE2 does not take it. */
export function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // RE2 says no by throwing; what it says goes into our own error.
    return undefined;
  }
}

function withPattern(pattern: string, use: (compiled: RE2JS) => Outcome): Outcome {
  const compiled = compilePattern(pattern);
  return compiled ? use(compiled) : fail(`"${pattern}" is not a regular expression of RE2`);
}

const oneText = [['string']] as const;
const twoTexts = [['string'], ['string']] as const;

export const stringMethods = tableOf<'string'>({
  size: { takes: [], run: ({ value }) => smallInt(value.length) },
  lower: { takes: [], run: ({ value }) => text(value.toLowerCase()) },
  upper: { takes: [], run: ({ value }) => text(value.toUpperCase()) },
  // Blanks are what has a code up to that of the space.
  trim: { takes: [], run: ({ value }) => text(value.replace(/^[\0- ]+|[\0- ]+$/g, '')) },
  toUtf8: { takes: [], run: ({ value }) => ({ kind: 'bytes', value: Buffer.from(value, 'utf8') }) },
  matches: {
    takes: oneText,
    run: ({ value }, args) =>
      withPattern(argument(args, 0, 'string').value, (pattern) => bool(pattern.matches(value))),
  },
  split: {
    takes: oneText,
    run: ({ value }, args) =>
      withPattern(argument(args, 0, 'string').value, (pattern) => {
        if (pattern.matches('')) return fail('a pattern that fits nothing does not split');
        // Empty pieces at the end are left out; but the first piece is always there.
        const pieces = pattern.split(value);
        return list((pieces.length === 0 ? [''] : pieces).map(text));
      }),
  },
  replace: {
    takes: twoTexts,
    run: ({ value }, args) =>
      withPattern(argument(args, 0, 'string').value, (pattern) => {
        const by = argument(args, 1, 'string').value;
        if (/[$\\]/.test(by)) return fail('"$" and "\\" in a replacement are not understood here');
        return text(pattern.matcher(value).replaceAll(by));
      }),
  },
});

export const bytesMethods = tableOf<'bytes'>({
  size: { takes: [], run: ({ value }) => smallInt(value.byteLength) },
  toBase64: { takes: [], run: ({ value }) => text(Buffer.from(value).toString('base64')) },
});
