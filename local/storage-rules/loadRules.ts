/**
 * Reads a rules file and refuses it unless every name in it is known and every limit of the language is kept, so that
 * nothing is found out only when somebody asks. No IO.
 */
import { namespaces } from './builtInFunctions.ts';
import { checkExpression, partsOf } from './checkExpression.ts';
import type { KnownNames } from './checkExpression.ts';
import { parseRules } from './parseRules.ts';
import { RulesError } from './syntax.ts';
import type { Expression, FunctionRule, MatchRule, Position, ServiceRule } from './syntax.ts';

const most = { parameters: 7, lets: 10, characters: 256 * 1024 };
const service = 'firebase.storage';
const start: Position = { offset: 0, end: 0, line: 1, column: 1 };

/** Names once only: a second of the same name would hide the first. */
function addName(names: Set<string>, name: string, at: Position): void {
  if (names.has(name) || namespaces.includes(name)) throw new RulesError(`"${name}" is taken`, at);
  names.add(name);
}

function checkFunction(rule: FunctionRule, known: KnownNames): void {
  if (rule.parameters.length > most.parameters)
    throw new RulesError(`a function takes at most ${most.parameters} parameters`, rule.at);
  if (rule.lets.length > most.lets)
    throw new RulesError(`a function has at most ${most.lets} names of its own`, rule.at);
  const variables = new Set(known.variables);
  for (const parameter of rule.parameters) addName(variables, parameter, rule.at);
  for (const { name, value, at } of rule.lets) {
    checkExpression(value, { ...known, variables });
    addName(variables, name, at);
  }
  checkExpression(rule.result, { ...known, variables });
}

const listCalls = (expression: Expression): string[] => [
  ...(expression.node === 'call' ? [expression.name] : []),
  ...partsOf(expression).flatMap(listCalls),
];

/** No function may come to itself again. */
function refuseCircles(functions: ReadonlyMap<string, FunctionRule>): void {
  const visit = (rule: FunctionRule, way: readonly string[]): void => {
    if (way.includes(rule.name))
      throw new RulesError(
        `function ${rule.name}() calls itself: ${[...way, rule.name].join(' → ')}`,
        rule.at,
      );
    for (const name of [...rule.lets.map(({ value }) => value), rule.result].flatMap(listCalls)) {
      const called = functions.get(name);
      if (called) visit(called, [...way, rule.name]);
    }
  };
  for (const rule of functions.values()) visit(rule, []);
}

interface Outer {
  variables: ReadonlySet<string>;
  functions: ReadonlyMap<string, FunctionRule>;
}

function checkBody(
  body: { functions: FunctionRule[]; matches: MatchRule[] },
  outer: Outer,
  conditions: readonly Expression[],
): void {
  const functions = new Map(outer.functions);
  for (const rule of body.functions) {
    if (functions.has(rule.name)) throw new RulesError(`function ${rule.name}() is there already`, rule.at);
    functions.set(rule.name, rule);
  }
  refuseCircles(functions);
  const arities = new Map([...functions].map(([name, { parameters }]) => [name, parameters.length]));
  const known: KnownNames = { variables: outer.variables, functions: arities };
  for (const rule of body.functions) checkFunction(rule, known);
  for (const condition of conditions) checkExpression(condition, known);
  for (const match of body.matches) {
    const variables = new Set(outer.variables);
    for (const segment of match.pattern) {
      if ('wildcard' in segment) addName(variables, segment.wildcard, match.at);
    }
    const within = match.allows.flatMap(({ condition }) => condition ?? []);
    checkBody(match, { variables, functions }, within);
  }
}

/** @throws RulesError with the line and column of what is not understood */
export function loadRules(source: string): ServiceRule {
  if (source.length > most.characters) throw new RulesError('the file is longer than 256 KiB', start);
  const ruleset = parseRules(source);
  if (ruleset.service !== service) throw new RulesError(`the service is ${service} here`, start);
  checkBody(ruleset, { variables: new Set(['request', 'resource']), functions: new Map() }, []);
  return ruleset;
}
