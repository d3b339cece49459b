/**
 * What the operators do with values. Where a pair of types is not listed the answer is an error, never a guess: `1 + 'a'`,
 * `1 < 'a'`. Integers divide towards zero. `&&` and `||` are not here: they may leave an operand out. No IO.
 */
import type { BinaryOperator } from './syntax.ts';
import { bool, duration, fail, float, hasItem, hasMember, int, isEqual, text, timestamp } from './values.ts';
import type { Outcome, Value } from './values.ts';

type Number_ = Extract<Value, { kind: 'int' | 'float' }>;

const isNumber = (value: Value): value is Number_ => value.kind === 'int' || value.kind === 'float';

function calculate(operator: string, a: Number_, b: Number_): Outcome {
  if (a.kind === 'int' && b.kind === 'int') return calculateInt(operator, a.value, b.value);
  const [left, right] = [Number(a.value), Number(b.value)];
  switch (operator) {
    case '+':
      return float(left + right);
    case '-':
      return float(left - right);
    case '*':
      return float(left * right);
    case '/':
      return float(left / right);
    default:
      return float(left % right);
  }
}

function calculateInt(operator: string, a: bigint, b: bigint): Outcome {
  switch (operator) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      return int(a * b);
    default:
      if (b === 0n) return fail('division by zero');
      return int(operator === '/' ? a / b : a % b);
  }
}

/** Times and durations, which add and subtract alone. */
function shift(operator: string, a: Value, b: Value): Outcome | undefined {
  if (operator !== '+' && operator !== '-') return undefined;
  const isTime = (value: Value) => value.kind === 'timestamp' || value.kind === 'duration';
  if (!isTime(a) || !isTime(b) || !('nanos' in a) || !('nanos' in b)) return undefined;
  const nanos = operator === '+' ? a.nanos + b.nanos : a.nanos - b.nanos;
  if (a.kind === 'duration' && b.kind === 'duration') return duration(nanos);
  if (a.kind === 'timestamp' && b.kind === 'duration') return timestamp(nanos);
  if (operator === '+' && a.kind === 'duration') return timestamp(nanos);
  if (operator === '-' && b.kind === 'timestamp' && a.kind === 'timestamp') return duration(nanos);
  return undefined;
}

/** -1, 0 or 1; NaN where a float is; undefined where the types have no order. */
function compare(a: Value, b: Value): number | undefined {
  const sign = <T>(x: T, y: T) => (x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN);
  if (isNumber(a) && isNumber(b)) {
    if (a.kind === 'int' && b.kind === 'int') return sign(a.value, b.value);
    return sign(Number(a.value), Number(b.value));
  }
  if (a.kind === 'string' && b.kind === 'string') return sign(a.value, b.value);
  if (a.kind === 'bytes' && b.kind === 'bytes') return Buffer.compare(a.value, b.value);
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return sign(a.nanos, b.nanos);
  if (a.kind === 'duration' && b.kind === 'duration') return sign(a.nanos, b.nanos);
  return undefined;
}

function isIn(item: Value, container: Value): Outcome {
  if (container.kind === 'list') return bool(hasItem(container.items, item));
  if (container.kind === 'set') return bool(hasMember(container.items, item));
  if (container.kind === 'map' && item.kind === 'string') return bool(container.entries.has(item.value));
  return fail(`${item.kind} in ${container.kind} has no meaning`);
}

export function applyBinary(operator: Exclude<BinaryOperator, '||' | '&&'>, a: Value, b: Value): Outcome {
  switch (operator) {
    case '==':
      return bool(isEqual(a, b));
    case '!=':
      return bool(!isEqual(a, b));
    case 'in':
      return isIn(a, b);
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const order = compare(a, b);
      if (order === undefined) return fail(`${a.kind} ${operator} ${b.kind} has no meaning`);
      if (operator === '<') return bool(order < 0);
      if (operator === '<=') return bool(order <= 0);
      return bool(operator === '>' ? order > 0 : order >= 0);
    }
    default:
      if (isNumber(a) && isNumber(b)) return calculate(operator, a, b);
      if (operator === '+' && a.kind === 'string' && b.kind === 'string') return text(a.value + b.value);
      return shift(operator, a, b) ?? fail(`${a.kind} ${operator} ${b.kind} has no meaning`);
  }
}

export function applyUnary(operator: '!' | '-', value: Value): Outcome {
  if (operator === '!') {
    return value.kind === 'bool' ? bool(!value.value) : fail(`!${value.kind} has no meaning`);
  }
  if (value.kind === 'int') return int(-value.value);
  if (value.kind === 'float') return float(-value.value);
  if (value.kind === 'duration') return duration(-value.nanos);
  return fail(`-${value.kind} has no meaning`);
}

/** The names that `is` takes. */
export const typeNames = [
  ...['bool', 'bytes', 'duration', 'float', 'int', 'list', 'map', 'map_diff', 'number', 'path', 'string'],
  'timestamp',
];

export const isOfType = (value: Value, type: string): boolean =>
  type === 'number' ? isNumber(value) : value.kind === type;
