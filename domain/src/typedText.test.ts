import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isEmailAddress, isSeen } from './typedText.ts';

describe('what can be seen', () => {
  it.each(['Ada', 'Łucja Ó Súilleabháin', 'علی\u200Cرضا', '美', '☂', '👩\u200D🎨', '❤\uFE0F', '7', '…'])(
    '%s',
    (typed) => {
      expect(isSeen(typed)).toBe(true);
    },
  );

  it.each([
    ['nothing', ''],
    ['blanks', ' \u00A0\u3000'],
    ['a joiner alone', '\u200D'],
    ['a control character', 'A\u0007da'],
    ['half of a character', 'A\uD800'],
    ['a mark that turns the text around it', 'Ada\u202E'],
    ['a mark of direction', 'Ada\u200F'],
    ['a soft hyphen', 'Stu\u00ADdio'],
    ['a Hangul filler', '\u3164'],
    ['the blank of braille', '\u2800'],
    ['a tag', 'Ada\u{E0041}'],
  ])('not %s', (_, typed) => {
    expect(isSeen(typed)).toBe(false);
  });

  it('firestore.rules says the same of every character that there is', () => {
    const rules = readFileSync(new URL('../../firestore.rules', import.meta.url), 'utf8');
    const [body = ''] = rules.split('function unseen() {')[1]?.split('\n    }\n') ?? [];
    const classes = [...body.matchAll(/'([^']*)'/g)].map(([, part]) => part).join('');
    // RE2 writes a code point as \x{AD}, and rules escape the backslash.
    const unseen = new RegExp(`[${classes.replaceAll('\\\\', '\\').replaceAll('\\x{', '\\u{')}]`, 'u');
    const differ: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const letter = String.fromCodePoint(point);
      // A half is no character: Firestore holds none.
      if (!/\p{Cs}/u.test(letter) && unseen.test(letter) === isSeen(`A${letter}`))
        differ.push(point.toString(16));
    }
    expect(differ).toEqual([]);
  });
});

describe('an address', () => {
  it.each(['a@b.example', "o'brien+shows@mail.example.com", 'A.B_c-d@x1.co'])('%s', (typed) => {
    expect(isEmailAddress(typed)).toBe(true);
  });

  it.each([
    '',
    'a',
    'a@b',
    '@b.example',
    'a@b..example',
    'a,b@c.example',
    'a@b.example,c@d.example',
    'a b@c.example',
    'a@-b.example',
    'ä@b.example',
    'a@b.example\n',
  ])('not %j', (typed) => {
    expect(isEmailAddress(typed)).toBe(false);
  });
});
