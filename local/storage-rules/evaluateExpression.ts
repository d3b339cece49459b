/**
 * What an expression comes to, given what its names stand for. An error is a value: whatever uses it comes to it as well,
 * but `true || error` is true and `false && error` is false, in either order, and a name that nobody uses may be one.
 * A document that is not there yet ends the evaluation: whoever asked fetches it and evaluates anew. No IO.
 */
import { namespaces } from './builtInFunctions.ts';
import { callBuiltIn } from './callBuiltIn.ts';
import type { LookUp } from './callBuiltIn.ts';
import { callMethod } from './callMethod.ts';
import { convertToText } from './convertToText.ts';
import { applyBinary, applyUnary, isOfType } from './operators.ts';
import { readIndex, readRange } from './readIndex.ts';
import type { BinaryOperator, Expression, FunctionRule, Position } from './syntax.ts';
import { bool, fail, float, int, list, map, nullValue, text } from './values.ts';
import type { Outcome, Value } from './values.ts';

/** What names stand for where an expression is written. */
export interface Scope {
  variables: ReadonlyMap<string, Outcome>;
  functions: ReadonlyMap<string, { rule: FunctionRule; scope: Scope }>;
}

export interface Run {
  lookUp: LookUp;
  /** Told of every expression that was evaluated. */
  record?: (expression: Expression, outcome: Outcome) => void;
  /** How many expressions may still be evaluated. */
  left: number;
  depth: number;
}

/** The language's own limits. */
export const limits = { expressions: 1_000, callDepth: 20, documents: 2 };

export function evaluateExpression(expression: Expression, scope: Scope, run: Run): Outcome {
  run.left -= 1;
  const found =
    run.left < 0 ? fail('more than 1,000 expressions in one request') : compute(expression, scope, run);
  const outcome = found.kind === 'error' && !found.at ? { ...found, at: expression.at } : found;
  run.record?.(expression, outcome);
  return outcome;
}

/** All of them, or the first error. */
function evaluateAll(
  expressions: readonly Expression[],
  scope: Scope,
  run: Run,
  use: (values: Value[]) => Outcome,
): Outcome {
  const values: Value[] = [];
  for (const expression of expressions) {
    const outcome = evaluateExpression(expression, scope, run);
    if (outcome.kind === 'error') return outcome;
    values.push(outcome);
  }
  return use(values);
}

function literal(value: Extract<Expression, { node: 'literal' }>['value']): Outcome {
  if (value === null) return nullValue;
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'bigint') return int(value);
  if (typeof value === 'number') return float(value);
  return typeof value === 'string' ? text(value) : { kind: 'bytes', value };
}

function compute(expression: Expression, scope: Scope, run: Run): Outcome {
  const one = (inner: Expression, use: (value: Value) => Outcome): Outcome => {
    const outcome = evaluateExpression(inner, scope, run);
    return outcome.kind === 'error' ? outcome : use(outcome);
  };
  switch (expression.node) {
    case 'literal':
      return literal(expression.value);
    case 'name':
      return scope.variables.get(expression.name) ?? fail(`there is no "${expression.name}"`);
    case 'list':
      return evaluateAll(expression.items, scope, run, list);
    case 'map': {
      const keys = expression.entries.map(({ key }) => key);
      const values = expression.entries.map(({ value }) => value);
      return evaluateAll(values, scope, run, (all) => map(all.map((value, i) => [keys[i] ?? '', value])));
    }
    case 'path':
      return buildPath(expression.segments, scope, run);
    case 'unary':
      return one(expression.operand, (value) => applyUnary(expression.operator, value));
    case 'binary':
      return computeBinary(expression.operator, expression.left, expression.right, scope, run);
    case 'is':
      return one(expression.operand, (value) => bool(isOfType(value, expression.type)));
    case 'choice':
      return one(expression.condition, (value) => {
        if (value.kind !== 'bool') return fail(`a condition is true or false, not a ${value.kind}`);
        return evaluateExpression(value.value ? expression.whenTrue : expression.whenFalse, scope, run);
      });
    case 'field':
      return one(expression.of, (of) => {
        if (of.kind !== 'map') return fail(`a ${of.kind} has no field "${expression.name}"`);
        return of.entries.get(expression.name) ?? fail(`there is no field "${expression.name}"`);
      });
    case 'index':
      return evaluateAll([expression.of, expression.index], scope, run, ([of, at]) => readIndex(of, at));
    case 'range':
      return evaluateAll([expression.of, expression.from, expression.to], scope, run, (all) =>
        readRange(all),
      );
    case 'call':
      return callFunction(expression.name, expression.args, scope, run);
    case 'method': {
      const { of, name, args } = expression;
      if (of.node === 'name' && namespaces.includes(of.name))
        return evaluateAll(args, scope, run, (values) =>
          callBuiltIn(`${of.name}.${name}`, values, run.lookUp),
        );
      return evaluateAll([of, ...args], scope, run, ([self, ...values]) => callMethod(self, name, values));
    }
  }
}

/** One operand may decide alone, whatever the other is: a `false` for `&&`, a `true` for `||`. */
function computeBinary(
  operator: BinaryOperator,
  leftSide: Expression,
  rightSide: Expression,
  scope: Scope,
  run: Run,
): Outcome {
  if (operator !== '&&' && operator !== '||') {
    return evaluateAll([leftSide, rightSide], scope, run, ([a, b]) =>
      a && b ? applyBinary(operator, a, b) : fail('an operand is missing'),
    );
  }
  const deciding = operator === '||';
  const left = evaluateExpression(leftSide, scope, run);
  if (left.kind === 'bool' && left.value === deciding) return left;
  const right = evaluateExpression(rightSide, scope, run);
  if (right.kind === 'bool' && right.value === deciding) return right;
  const bad = [left, right].find((side) => side.kind !== 'bool');
  if (!bad) return bool(!deciding);
  return bad.kind === 'error' ? bad : fail(`${operator} joins true and false, not a ${bad.kind}`);
}

function buildPath(segments: readonly (string | Expression)[], scope: Scope, run: Run): Outcome {
  const written: string[] = [];
  for (const segment of segments) {
    if (typeof segment === 'string') {
      written.push(segment);
      continue;
    }
    const outcome = evaluateExpression(segment, scope, run);
    if (outcome.kind === 'error') return outcome;
    const part = convertToText(outcome);
    if (part === undefined) return fail(`a ${outcome.kind} is no segment of a path`);
    // A path within a path brings all its segments; a text is always one, whatever slashes it has.
    written.push(...(outcome.kind === 'path' ? outcome.segments : [part]));
  }
  return { kind: 'path', segments: written };
}

function callFunction(name: string, args: readonly Expression[], scope: Scope, run: Run): Outcome {
  const called = scope.functions.get(name);
  if (!called) return evaluateAll(args, scope, run, (values) => callBuiltIn(name, values, run.lookUp));
  const { rule } = called;
  if (rule.parameters.length !== args.length)
    return fail(`${name} takes ${rule.parameters.length} argument(s)`);
  if (run.depth >= limits.callDepth) return fail(`calls go deeper than ${limits.callDepth}`);
  const variables = new Map(called.scope.variables);
  rule.parameters.forEach((parameter, i) => {
    const arg = args[i];
    if (arg) variables.set(parameter, evaluateExpression(arg, scope, run));
  });
  const inside: Scope = { variables, functions: called.scope.functions };
  run.depth += 1;
  for (const { name: named, value } of rule.lets)
    variables.set(named, evaluateExpression(value, inside, run));
  const result = evaluateExpression(rule.result, inside, run);
  run.depth -= 1;
  return result;
}

/** For messages. */
export const describePosition = ({ line, column }: Position): string => `${line}:${column}`;
