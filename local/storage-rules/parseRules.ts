/**
 * Reads a whole rules file into its tree. Only version 2 of the language and one service a file; whatever else stands
 * there is an error that says where. No IO.
 */
import { parseExpression } from './parseExpression.ts';
import { RulesError, methods } from './syntax.ts';
import type { AllowRule, FunctionRule, MatchRule, Method, PatternSegment, ServiceRule } from './syntax.ts';
import { TokenCursor } from './tokenCursor.ts';

const grouped = new Map<string, readonly Method[]>([
  ['read', ['get', 'list']],
  ['write', ['create', 'update', 'delete']],
  ...methods.map((method) => [method, [method]] as const),
]);

/** @throws RulesError */
export function parseRules(source: string): ServiceRule {
  const cursor = new TokenCursor(source);
  cursor.expect('rules_version');
  cursor.expect('=');
  const version = cursor.peek();
  if (version.kind !== 'string' || version.content !== '2') cursor.refuse("'2' is expected");
  cursor.take();
  cursor.expect(';');
  cursor.expect('service');
  let service = cursor.expectName('a service').text;
  while (cursor.takeIf('.')) service += `.${cursor.expectName("a service's name").text}`;
  const { functions, matches } = parseBody(cursor, false);
  if (cursor.peek().kind !== 'end') cursor.refuse('the end is expected');
  return { service, functions, matches };
}

/** What stands between the braces of a service or a match. */
function parseBody(
  cursor: TokenCursor,
  mayAllow: boolean,
): { functions: FunctionRule[]; allows: AllowRule[]; matches: MatchRule[] } {
  const body = { functions: [], allows: [], matches: [] } as ReturnType<typeof parseBody>;
  cursor.expect('{');
  while (!cursor.takeIf('}')) {
    if (cursor.isNext('function')) body.functions.push(parseFunction(cursor));
    else if (cursor.isNext('match')) body.matches.push(parseMatch(cursor));
    else if (mayAllow && cursor.isNext('allow')) body.allows.push(parseAllow(cursor));
    else cursor.refuse(mayAllow ? '"function", "match" or "allow" is expected' : '"match" is expected');
  }
  return body;
}

function parseMatch(cursor: TokenCursor): MatchRule {
  const { at } = cursor.expect('match');
  const pattern: PatternSegment[] = [];
  if (!cursor.isNext('/')) cursor.refuse('a path is expected');
  cursor.expect('/');
  do pattern.push(parsePatternSegment(cursor));
  while (cursor.takeTouching('/'));
  const position = cursor.since(at);
  const rest = pattern.findIndex((segment) => 'rest' in segment && segment.rest);
  if (rest !== -1 && rest < pattern.length - 1)
    throw new RulesError('a wildcard for the rest is understood only at the end of a path', position);
  return { pattern, ...parseBody(cursor, true), at: position };
}

function parsePatternSegment(cursor: TokenCursor): PatternSegment {
  if (!cursor.takeTouching('{')) {
    const fixed = cursor.takeFixedSegment();
    return fixed === undefined ? cursor.refuse("a path's segment is expected") : { fixed };
  }
  const wildcard = cursor.expectName('a name').text;
  const rest = cursor.takeIf('=**') !== undefined;
  cursor.expect('}');
  return { wildcard, rest };
}

function parseFunction(cursor: TokenCursor): FunctionRule {
  const { at } = cursor.expect('function');
  const name = cursor.expectName("a function's name").text;
  const parameters: string[] = [];
  cursor.expect('(');
  while (!cursor.isNext(')')) {
    parameters.push(cursor.expectName("a parameter's name").text);
    if (!cursor.takeIf(',')) break;
  }
  cursor.expect(')');
  cursor.expect('{');
  const lets: FunctionRule['lets'] = [];
  for (let let_ = cursor.takeIf('let'); let_; let_ = cursor.takeIf('let')) {
    const named = cursor.expectName('a name').text;
    cursor.expect('=');
    const value = parseExpression(cursor);
    lets.push({ name: named, value, at: cursor.since(let_.at) });
    cursor.expect(';');
  }
  cursor.expect('return');
  const result = parseExpression(cursor);
  cursor.takeIf(';');
  cursor.expect('}');
  return { name, parameters, lets, result, at: cursor.since(at) };
}

function parseAllow(cursor: TokenCursor): AllowRule {
  const { at } = cursor.expect('allow');
  const allowed = new Set<Method>();
  do {
    const word = cursor.peek();
    const meant = grouped.get(word.text) ?? cursor.refuse('a method (read, get, list, write, …) is expected');
    cursor.take();
    for (const method of meant) allowed.add(method);
  } while (cursor.takeIf(','));
  let condition: AllowRule['condition'];
  if (cursor.takeIf(':')) {
    cursor.expect('if');
    condition = parseExpression(cursor);
  }
  cursor.expect(';');
  return { methods: [...allowed], condition, at: cursor.since(at) };
}
