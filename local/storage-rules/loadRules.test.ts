/** Which rules files are taken, and that anything unknown in one is refused when it is loaded. */
import { expect, test } from 'vitest';
import { loadRules } from './loadRules.ts';

const around = (inside: string) =>
  `rules_version = '2';\nservice firebase.storage { match /b/{bucket}/o { ${inside} } }`;
const allow = (condition: string) => around(`match /{file=**} { allow read: if ${condition}; }`);

test('methods are read one by one, read and write as what they stand for', () => {
  const [bucket] = loadRules(around('match /a { allow read, delete: if true; allow write; }')).matches;
  expect(bucket?.matches[0]?.allows.map(({ methods }) => methods)).toEqual([
    ['get', 'list', 'delete'],
    ['create', 'update', 'delete'],
  ]);
});

test('a path has fixed segments, names, and a name for the rest at its end', () => {
  const [bucket] = loadRules(around('match /a/{b}/c.d/{e=**} { allow read; }')).matches;
  expect(bucket?.matches[0]?.pattern).toEqual([
    { fixed: 'a' },
    { wildcard: 'b', rest: false },
    { fixed: 'c.d' },
    { wildcard: 'e', rest: true },
  ]);
});

test.each([
  [
    'a version that is none',
    `rules_version = '1'; service firebase.storage {}`,
    /'2' is expected, not "'1'"/,
  ],
  ['no version', 'service firebase.storage {}', /"rules_version" is expected/],
  ['another service', `rules_version = '2'; service cloud.firestore {}`, /the service is firebase.storage/],
  ['a second service', `${around('')} service firebase.storage {}`, /the end is expected/],
  ['a statement that is none', around('deny read;'), /"function", "match" or "allow" is expected/],
  ['a method that is none', around('allow peek;'), /a method .* is expected, not "peek"/],
  ['a method by the name of what objects have', around('allow constructor;'), /a method .* is expected/],
  ['a condition without if', around('allow read: true;'), /"if" is expected/],
  ['an allow without its end', around('allow read'), /";" is expected/],
  ['a wildcard for the rest in the middle', around('match /{a=**}/b {}'), /only at the end/],
  ['an unknown name', allow('resources.size > 1'), /2:\d+ "resources" is not known here/],
  ['an unknown field of request', allow("request.method == 'get'"), /"request" has no "method"/],
  ['an unknown field of resource', allow("resource.contenttype == ''"), /"resource" has no "contenttype"/],
  [
    'an unknown field of what is brought',
    allow('request.resource.data.a'),
    /"request.resource" has no "data"/,
  ],
  ['an unknown function', allow('isMe()'), /there is no function isMe\(\)/],
  ['an unknown function of a namespace', allow('math.cbrt(1) == 1'), /there is no function math.cbrt\(\)/],
  ['a namespace that is left out', allow("hashing.md5('a') == ''"), /there is no method md5\(\)/],
  ['debug', allow('debug(true)'), /there is no function debug\(\)/],
  ['an unknown method', allow("'a'.contains('b')"), /there is no method contains\(\)/],
  ['a namespace as a value', allow('math == 1'), /"math" is not known here/],
  ['an unknown type', allow('request is set'), /"set" is no type/],
  ['what RE2 does not take', allow("'a'.matches('(?=a)')"), /not a regular expression of RE2/],
  ['too few arguments', allow('firestore.get()'), /firestore.get\(\) takes 1 argument\(s\), not 0/],
  [
    'too many arguments',
    around('function f(a) { return a; } match /a { allow read: if f(1, 2); }'),
    /takes 1/,
  ],
  [
    'a function twice',
    around('function f() { return 1; } function f() { return 2; }'),
    /f\(\) is there already/,
  ],
  [
    'a function that hides another',
    around('function f() { return 1; } match /a { function f() { return 2; } }'),
    /there already/,
  ],
  ['a name twice', around('function f(a) { let a = 1; return a; }'), /"a" is taken/],
  [
    'a name before it is there',
    around('function f() { let a = b; let b = 1; return a; }'),
    /"b" is not known here/,
  ],
  ['a wildcard by the name of another', around('match /{bucket} {}'), /"bucket" is taken/],
  ['a name that is a namespace', around('function f(math) { return 1; }'), /"math" is taken/],
  [
    'a function that calls itself',
    around('function f() { return g(); } function g() { return f(); }'),
    /f → g → f/,
  ],
  [
    'a name that is bound elsewhere',
    around('function f() { return a; } match /{a} { allow read: if f(); }'),
    /"a" is not known here/,
  ],
  ['eight parameters', around('function f(a, b, c, d, e, g, h, i) { return a; }'), /at most 7 parameters/],
  ['a file of more than 256 KiB', `// ${'x'.repeat(256 * 1024)}\n${around('')}`, /256 KiB/],
])('refuses %s', (_, source, why) => {
  expect(() => loadRules(source)).toThrow(why);
});
