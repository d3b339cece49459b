/**
 * Refuses, when a ruleset is loaded, an expression that names anything this evaluator does not know: a variable, a
 * function or method, a type, a field of `request` or `resource`, a regular expression that RE2 would not take. No IO.
 */
import { builtInFunctions, lookUpNames, namespaces } from './builtInFunctions.ts';
import { methodNames } from './callMethod.ts';
import { typeNames } from './operators.ts';
import { RulesError } from './syntax.ts';
import type { CallExpression, Expression } from './syntax.ts';
import { compilePattern } from './textMethods.ts';

/** The names that an expression may use. */
export interface KnownNames {
  variables: ReadonlySet<string>;
  /** How many arguments each function takes. */
  functions: ReadonlyMap<string, number>;
}

const resourceFields = [
  ...[
    'name',
    'bucket',
    'generation',
    'metageneration',
    'size',
    'timeCreated',
    'updated',
    'md5Hash',
    'crc32c',
  ],
  ...['etag', 'contentDisposition', 'contentEncoding', 'contentLanguage', 'contentType', 'metadata'],
];
const fieldsOf = new Map([
  ['request', ['auth', 'path', 'resource', 'time']],
  ['request.auth', ['uid', 'token']],
  ['resource', resourceFields],
  ['request.resource', resourceFields],
]);
const patternMethods = ['matches', 'split', 'replace'];

/** `a.b.c` where that is all there is to an expression. */
function dottedName(expression: Expression): string | undefined {
  if (expression.node === 'name') return expression.name;
  if (expression.node !== 'field') return undefined;
  const of = dottedName(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}

/** The expressions right within one. */
export function partsOf(expression: Expression): Expression[] {
  switch (expression.node) {
    case 'literal':
    case 'name':
      return [];
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map(({ value }) => value);
    case 'path':
      return expression.segments.filter((segment) => typeof segment !== 'string');
    case 'unary':
    case 'is':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'choice':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'field':
      return [expression.of];
    case 'index':
      return [expression.of, expression.index];
    case 'range':
      return [expression.of, expression.from, expression.to];
    case 'call':
      return expression.args;
    case 'method':
      return [expression.of, ...expression.args];
  }
}

const isNamespace = (expression: Expression): boolean =>
  expression.node === 'name' && namespaces.includes(expression.name);

/** @throws RulesError */
export function checkExpression(expression: Expression, known: KnownNames): void {
  const { at } = expression;
  if (expression.node === 'name' && !known.variables.has(expression.name))
    throw new RulesError(`"${expression.name}" is not known here`, at);
  if (expression.node === 'is' && !typeNames.includes(expression.type))
    throw new RulesError(`"${expression.type}" is no type. Types: ${typeNames.join(', ')}`, at);
  if (expression.node === 'field') {
    const of = dottedName(expression.of);
    const fields = of === undefined ? undefined : fieldsOf.get(of);
    if (fields && !fields.includes(expression.name))
      throw new RulesError(`"${of}" has no "${expression.name}". It has: ${fields.join(', ')}`, at);
  }
  if (expression.node === 'call' || expression.node === 'method') checkCall(expression, known);
  const ofNamespace = expression.node === 'method' && isNamespace(expression.of);
  for (const part of ofNamespace ? expression.args : partsOf(expression)) checkExpression(part, known);
}

function checkCall(expression: CallExpression, known: KnownNames): void {
  const { name, args, at } = expression;
  const takes = (wanted: number | undefined, what: string) => {
    if (wanted === undefined) throw new RulesError(`there is no ${what}`, at);
    if (wanted !== args.length)
      throw new RulesError(`${what} takes ${wanted} argument(s), not ${args.length}`, at);
  };
  if (expression.node === 'call') {
    takes(known.functions.get(name) ?? builtInFunctions.get(name)?.takes.length, `function ${name}()`);
  } else if (expression.of.node === 'name' && isNamespace(expression.of)) {
    const full = `${expression.of.name}.${name}`;
    takes(lookUpNames.includes(full) ? 1 : builtInFunctions.get(full)?.takes.length, `function ${full}()`);
  } else {
    if (!methodNames.has(name)) throw new RulesError(`there is no method ${name}()`, at);
    const [pattern] = args;
    if (!patternMethods.includes(name) || pattern?.node !== 'literal') return;
    if (typeof pattern.value !== 'string' || !compilePattern(pattern.value))
      throw new RulesError('this is not a regular expression of RE2', pattern.at);
  }
}
