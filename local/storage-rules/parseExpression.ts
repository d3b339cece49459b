/**
 * Reads an expression, by precedence: first what binds least (`?:`), last what binds most (a field, an index, a call).
 * The order is that of the language's reference; `in` and `is` bind less than comparisons. No IO.
 */
import { parsePrimary, parseTail } from './parsePrimary.ts';
import { RulesError } from './syntax.ts';
import type { BinaryOperator, Expression } from './syntax.ts';
import { TokenCursor } from './tokenCursor.ts';

const levels: readonly (readonly (BinaryOperator | 'is')[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['in', 'is'],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const smallestInt = 2n ** 63n;

export function parseExpression(cursor: TokenCursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (!cursor.takeIf('?')) return condition;
  const whenTrue = parseExpression(cursor);
  cursor.expect(':');
  const whenFalse = parseExpression(cursor);
  return { node: 'choice', condition, whenTrue, whenFalse, at: cursor.since(condition.at) };
}

function parseBinary(cursor: TokenCursor, level: number): Expression {
  const operators = levels[level];
  if (!operators) return parseUnary(cursor);
  let left = parseBinary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((one) => cursor.isNext(one));
    if (operator === undefined) return left;
    const { end } = cursor.take().at;
    // Touching what follows it would begin a path.
    if (operator === '/' && cursor.peek().at.offset === end) cursor.refuse('a blank is expected after "/"');
    if (operator === 'is') {
      const type = cursor.expectName('a type').text;
      left = { node: 'is', operand: left, type, at: cursor.since(left.at) };
    } else {
      const right = parseBinary(cursor, level + 1);
      left = { node: 'binary', operator, left, right, at: cursor.since(left.at) };
    }
  }
}

function parseUnary(cursor: TokenCursor): Expression {
  const sign = cursor.takeIf('!') ?? cursor.takeIf('-');
  if (!sign) return parseTail(cursor, parsePrimary(cursor, parseExpression), parseExpression);
  if (sign.text === '-' && cursor.isNext('-')) cursor.refuse('one "-" is expected');
  const token = cursor.peek();
  // The smallest integer has no positive counterpart.
  if (sign.text === '-' && token.kind === 'int' && BigInt(token.text) === smallestInt) {
    cursor.take();
    return { node: 'literal', value: -smallestInt, at: cursor.since(sign.at) };
  }
  const operand = parseUnary(cursor);
  return { node: 'unary', operator: sign.text === '!' ? '!' : '-', operand, at: cursor.since(sign.at) };
}

/** An expression alone, to its end. @throws RulesError */
export function parseExpressionText(source: string): Expression {
  const cursor = new TokenCursor(source);
  const expression = parseExpression(cursor);
  const { kind, at } = cursor.peek();
  if (kind !== 'end') throw new RulesError('the expression should end here', at);
  return expression;
}
