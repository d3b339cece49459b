/**
 * Reads what an expression is made of: literals, names, calls, lists, maps, paths, and the fields, indexes and methods
 * that follow them. It gets the reader of whole expressions as a parameter, for what stands inside. No IO.
 */
import { RulesError } from './syntax.ts';
import type { Expression } from './syntax.ts';
import type { TokenCursor } from './tokenCursor.ts';

type Parse = (cursor: TokenCursor) => Expression;

const largestInt = 2n ** 63n - 1n;
const words = new Map<string, null | boolean>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const reserved = ['in', 'is', 'let', 'return', 'function', 'match', 'allow', 'if', 'service'];

export function parsePrimary(cursor: TokenCursor, parse: Parse): Expression {
  const token = cursor.peek();
  const { text, at } = token;
  switch (token.kind) {
    case 'int': {
      if (BigInt(text) > largestInt) throw new RulesError(`${text} is more than an integer holds`, at);
      return { node: 'literal', value: BigInt(text), at: cursor.take().at };
    }
    case 'float':
      return { node: 'literal', value: Number(text), at: cursor.take().at };
    case 'string':
      return { node: 'literal', value: token.content, at: cursor.take().at };
    case 'bytes':
      return { node: 'literal', value: Buffer.from(token.content, 'latin1'), at: cursor.take().at };
    case 'word':
      return parseWord(cursor, parse);
    case 'end':
      return cursor.refuse('an expression is expected');
    case 'sign':
      if (text === '[') return parseList(cursor, parse);
      if (text === '{') return parseMap(cursor, parse);
      if (text === '/') return parsePath(cursor, parse);
      if (text !== '(') return cursor.refuse('an expression is expected');
  }
  cursor.take();
  const inside = parse(cursor);
  cursor.expect(')');
  return { ...inside, at: cursor.since(at) };
}

function parseWord(cursor: TokenCursor, parse: Parse): Expression {
  const { text, at } = cursor.take();
  const value = words.get(text);
  if (value !== undefined) return { node: 'literal', value, at };
  if (reserved.includes(text)) throw new RulesError(`"${text}" cannot be a name`, at);
  if (!cursor.isNext('(')) return { node: 'name', name: text, at };
  const args = parseArguments(cursor, parse);
  return { node: 'call', name: text, args, at: cursor.since(at) };
}

/** Items with commas between and perhaps after them, up to `close`. */
function parseItems<Item>(cursor: TokenCursor, close: string, parseItem: () => Item): Item[] {
  const items: Item[] = [];
  while (!cursor.isNext(close)) {
    items.push(parseItem());
    if (!cursor.takeIf(',')) break;
  }
  cursor.expect(close);
  return items;
}

function parseArguments(cursor: TokenCursor, parse: Parse): Expression[] {
  cursor.expect('(');
  return parseItems(cursor, ')', () => parse(cursor));
}

function parseList(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.expect('[');
  const items = parseItems(cursor, ']', () => parse(cursor));
  return { node: 'list', items, at: cursor.since(at) };
}

function parseMap(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.expect('{');
  const entries = parseItems(cursor, '}', () => {
    if (cursor.peek().kind !== 'string') cursor.refuse('a key in quotes is expected');
    const key = cursor.take().content;
    cursor.expect(':');
    return { key, value: parse(cursor) };
  });
  return { node: 'map', entries, at: cursor.since(at) };
}

/** `/fixed/$(expression)/…`: ends where no slash touches it. */
function parsePath(cursor: TokenCursor, parse: Parse): Expression {
  const { at } = cursor.peek();
  const segments: (string | Expression)[] = [];
  cursor.expect('/');
  do {
    if (cursor.takeTouching('$(')) {
      segments.push(parse(cursor));
      cursor.expect(')');
    } else segments.push(cursor.takeFixedSegment() ?? cursor.refuse("a path's segment is expected"));
  } while (cursor.takeTouching('/'));
  return { node: 'path', segments, at: cursor.since(at) };
}

/** Fields, indexes, ranges and methods, as many as follow. */
export function parseTail(cursor: TokenCursor, start: Expression, parse: Parse): Expression {
  let of = start;
  for (;;) {
    if (cursor.takeIf('.')) {
      const name = cursor.expectName('a field or method').text;
      if (cursor.isNext('(')) {
        const args = parseArguments(cursor, parse);
        of = { node: 'method', of, name, args, at: cursor.since(of.at) };
      } else of = { node: 'field', of, name, at: cursor.since(of.at) };
    } else if (cursor.takeIf('[')) {
      const index = parse(cursor);
      const to = cursor.takeIf(':') ? parse(cursor) : undefined;
      cursor.expect(']');
      const at = cursor.since(of.at);
      of = to ? { node: 'range', of, from: index, to, at } : { node: 'index', of, index, at };
    } else return of;
  }
}
