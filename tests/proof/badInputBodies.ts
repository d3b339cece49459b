/**
 * Bodies that are wrong, made from valid ones by mutation, or from nothing: each with what its answer must say. Where a
 * mutation makes exactly one field wrong, that is by its construction; where chance decides, domain's schema says
 * whether the body is valid after all. No IO.
 */
import fc from 'fast-check';
import { parseAction } from '@fashionista/domain/actions';
import type { ActionName } from '@fashionista/domain/actions';
import type { Example, Json, JsonObject } from './badInputStage.ts';
import { oddNumber, oddText, ofAnotherType, protoKeys, raw } from './oddValues.ts';

/** `field`: the path that must be named. `invalid`: some path. `valid`: nothing is wrong with the body itself. */
export type Wanted = { kind: 'field'; path: string } | { kind: 'invalid' } | { kind: 'valid' };

export interface Draft {
  what: string;
  bytes: Buffer;
  wanted: Wanted;
}

type Path = readonly (string | number)[];

/** The largest body that an action takes. */
export const bodyLimit = 64 * 1024;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pathsOf(value: Json, prefix: Path = []): Path[] {
  const inner = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  return [...inner].flatMap(([key, item]) => [[...prefix, key], ...pathsOf(item, [...prefix, key])]);
}

function valueAt(value: Json, [first, ...rest]: Path): Json {
  if (first === undefined) return value;
  const inner = Array.isArray(value) ? value[Number(first)] : isObject(value) ? value[first] : undefined;
  return valueAt(inner ?? null, rest);
}

/** The object or list at a path, changed; where there is none any more, nothing is. */
function changeAt(value: Json, [first, ...rest]: Path, change: (inner: Json) => Json): Json {
  if (first === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, i) => (i === first ? changeAt(item, rest, change) : item));
  if (!isObject(value)) return value;
  // Entries keep a key like `__proto__` what it is in JSON: a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === first ? changeAt(item, rest, change) : item]),
  );
}

const changeEntries =
  (change: (entries: [string, Json][]) => [string, Json][]) =>
  (value: Json): Json =>
    isObject(value) ? Object.fromEntries(change(Object.entries(value))) : value;

const write = (body: Json): string =>
  JSON.stringify(body).replaceAll(/"@raw:(.*?)@"/g, (_whole, json: string) => json.replaceAll('\\"', '"'));

const dotted = (path: Path): string => path.join('.');
const field = (path: Path): Wanted => ({ kind: 'field', path: dotted(path) });
const draft = (what: string, text: string, wanted: Wanted): Draft => ({
  what,
  bytes: Buffer.from(text),
  wanted,
});

/** What is wanted of a body that chance made. `path`: the one field that was touched. */
function judge(name: ActionName, bytes: Buffer, path?: Path): Wanted {
  if (bytes.length > bodyLimit) return field([]);
  let body: unknown = {};
  try {
    if (bytes.length > 0) body = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return field([]);
    throw error;
  }
  if (parseAction(name, body).ok) return { kind: 'valid' };
  return path ? field(path) : { kind: 'invalid' };
}

const judged = (name: ActionName, what: string, text: string, path?: Path): Draft => {
  const bytes = Buffer.from(text);
  return { what, bytes, wanted: judge(name, bytes, path) };
};

/** A value deep inside others, of another type than `value` whatever that is. */
const deepIn = (value: Json, depth: number): Json =>
  raw(
    Array.isArray(value)
      ? `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
      : `${'['.repeat(depth)}${']'.repeat(depth)}`,
  );

function mutationsOf(
  name: ActionName,
  { body, optional, decisive = [], free = [] }: Example,
): fc.Arbitrary<Draft> {
  const all = pathsOf(body);
  const known = new Set(all.map((path) => path.at(-1)));
  const anyPath = fc.constantFrom(...all);
  const lists = all.filter((path) => Array.isArray(valueAt(body, path)));
  const keys = all.filter((path) => typeof path.at(-1) === 'string' && !decisive.includes(dotted(path)));
  const anyKey = fc.constantFrom(...keys);
  const parents = fc.constantFrom<Path>([], ...all.filter((path) => isObject(valueAt(body, path))));
  const newKey = fc
    .oneof(fc.constantFrom(...protoKeys), oddText)
    .filter((key) => !known.has(key) && key !== 'quantity' && key !== 'places');
  const replaced = (path: Path, value: Json): Json => changeAt(body, path, () => value);

  const wrongType = anyPath.chain((path) =>
    ofAnotherType(valueAt(body, path)).map((value) =>
      draft('a wrong type', write(replaced(path, value)), field(path)),
    ),
  );
  const odd = fc
    .tuple(anyPath, fc.oneof(oddText, oddNumber))
    .map(([path, value]) => judged(name, 'an odd value', write(replaced(path, value)), path));
  const nested = fc
    .tuple(anyPath, fc.integer({ min: 1, max: 5_000 }))
    .map(([path, depth]) =>
      draft('a deep value', write(replaced(path, deepIn(valueAt(body, path), depth))), field(path)),
    );
  const dropped = anyKey.map((path) => {
    const without = changeEntries((entries) => entries.filter(([key]) => key !== path.at(-1)));
    const wanted: Wanted = optional.includes(dotted(path)) ? { kind: 'valid' } : field(path);
    return draft('a field less', write(changeAt(body, path.slice(0, -1), without)), wanted);
  });
  const renamed = fc.tuple(anyKey, newKey).map(([path, to]) => {
    const rename = changeEntries((entries) =>
      entries.map(([key, value]) => [key === path.at(-1) ? to : key, value]),
    );
    const parent = path.slice(0, -1);
    return draft('a field renamed', write(changeAt(body, parent, rename)), field([...parent, to]));
  });
  const added = fc.tuple(parents, newKey, fc.jsonValue({ maxDepth: 2 })).map(([parent, key, value]) => {
    const add = changeEntries((entries) => [...entries, [key, value as Json]]);
    return draft('a field more', write(changeAt(body, parent, add)), field([...parent, key]));
  });
  const twice = anyKey
    .filter((path) => path.length === 1)
    .chain((path) =>
      fc.tuple(ofAnotherType(valueAt(body, path)), fc.boolean()).map(([value, isLast]) => {
        const again = `${JSON.stringify(path[0])}:${JSON.stringify(value)}`;
        const inner = JSON.stringify(body).slice(1, -1);
        return isLast
          ? draft('a field twice, the last one wrong', `{${inner},${again}}`, field(path))
          : draft('a field twice, the first one wrong', `{${again},${inner}}`, { kind: 'valid' });
      }),
    );
  const listed = lists.map((path) => {
    const items = valueAt(body, path) as Json[];
    return fc.constantFrom(
      draft('an empty list', write(replaced(path, [])), field(path)),
      draft(
        'a long list',
        write(
          replaced(
            path,
            Array.from({ length: 201 }, (_, i) => `f-a-${i}`),
          ),
        ),
        field(path),
      ),
      judged(name, 'an item twice', write(replaced(path, [...items, items[0] ?? null])), [
        ...path,
        items.length,
      ]),
    );
  });
  const several = fc
    .array(fc.tuple(anyPath, fc.oneof(oddText, oddNumber, fc.jsonValue({ maxDepth: 3 }))), {
      minLength: 2,
      maxLength: 5,
    })
    .map((changes) => {
      const changed = changes.reduce(
        (before: Json, [path, value]) => changeAt(before, path, () => value as Json),
        body,
      );
      return judged(name, 'several odd values', write(changed));
    });
  return fc.oneof(
    { weight: 4, arbitrary: wrongType },
    { weight: 8, arbitrary: odd },
    { weight: 1, arbitrary: nested },
    { weight: 2, arbitrary: dropped },
    { weight: 2, arbitrary: renamed },
    { weight: 2, arbitrary: added },
    { weight: 2, arbitrary: twice },
    ...free.map((path) => ({
      weight: 6,
      arbitrary: oddText.map((text) => judged(name, 'an odd text', write(replaced(path, text)), path)),
    })),
    ...listed.map((arbitrary) => ({ weight: 1, arbitrary })),
    { weight: 2, arbitrary: several },
  );
}

const notObjects = ['null', 'true', '7', '"text"', '"\\ud800"', '[]', '[{}]', '[[[]]]', '-0', '1e400'];
const notJson = [
  'NaN',
  'undefined',
  'Infinity',
  '{a:1}',
  "{'a':1}",
  '{"a":1,}',
  '{}{}',
  '{"a":}',
  '{"a":01}',
  '\uFEFF{}',
  '// {}',
  '\u0000',
  '"',
  '{"a":"\n"}',
  '<a/>',
];

/** Bytes that are no object at all, or too many. */
function rawBodiesOf(name: ActionName, { body }: Example): fc.Arbitrary<Draft> {
  const bytes = Buffer.from(write(body));
  const raw = (what: string, given: Buffer): Draft => ({ what, bytes: given, wanted: judge(name, given) });
  const padded = (to: number): Buffer => Buffer.concat([bytes, Buffer.alloc(to - bytes.length, ' ')]);
  return fc.oneof(
    fc.constantFrom(...notObjects).map((text) => draft('no object', text, field([]))),
    fc.constantFrom(...notJson).map((text) => draft('no JSON', text, field([]))),
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((given) => raw('any bytes', Buffer.from(given))),
    fc
      .integer({ min: 0, max: bytes.length - 1 })
      .map((end) => raw('a truncated body', bytes.subarray(0, end))),
    fc
      .tuple(fc.nat(bytes.length - 1), fc.constantFrom(0x00, 0x22, 0x5c, 0x7b, 0x80, 0xc0, 0xff))
      .map(([at, byte]) => {
        const broken = Buffer.from(bytes);
        broken[at] = byte;
        return raw('a byte changed', broken);
      }),
    fc.integer({ min: bodyLimit + 1, max: bodyLimit * 4 }).map((to) => raw('too long a body', padded(to))),
    fc.constant(raw('the longest body', padded(bodyLimit))),
  );
}

/** Bodies for one action, of this example. */
export const bodiesOf = (name: ActionName, example: Example): fc.Arbitrary<Draft> =>
  fc.oneof(
    { weight: 4, arbitrary: mutationsOf(name, example) },
    { weight: 1, arbitrary: rawBodiesOf(name, example) },
  );
