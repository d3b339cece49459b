/**
 * Whether a ruleset permits a request: any `allow` of a matching path whose condition is true does; an error in one denies
 * by that one alone. Nothing matching: denied. No IO: documents come from the look-up that is passed in.
 */
import type { LookUp } from './callBuiltIn.ts';
import { evaluateExpression, limits } from './evaluateExpression.ts';
import type { Run, Scope } from './evaluateExpression.ts';
import type { Expression, FunctionRule, MatchRule, Method, PatternSegment, ServiceRule } from './syntax.ts';
import { fail, text } from './values.ts';
import type { Failure, Outcome, Value } from './values.ts';

export interface RulesRequest {
  method: Method;
  /** `/b/{bucket}/o/…`, as the emulator sends it. */
  path: string;
  /** `request` and `resource`. */
  variables: ReadonlyMap<string, Value>;
}

export interface Verdict {
  permit: boolean;
  /** Conditions that came to an error or to something that is no yes or no. Empty where it was permitted. */
  errors: Failure[];
}

type Record_ = (expression: Expression, outcome: Outcome) => void;

/** What a pattern's names stand for, and what is left of the path; undefined where it does not match. */
function matchPattern(
  pattern: readonly PatternSegment[],
  path: readonly string[],
): { bound: [string, Value][]; rest: readonly string[] } | undefined {
  const bound: [string, Value][] = [];
  for (const [i, segment] of pattern.entries()) {
    if ('wildcard' in segment && segment.rest) {
      bound.push([segment.wildcard, { kind: 'path', segments: path.slice(i) }]);
      return { bound, rest: [] };
    }
    const here = path[i];
    if (here === undefined || ('fixed' in segment && segment.fixed !== here)) return undefined;
    if ('wildcard' in segment) bound.push([segment.wildcard, text(here)]);
  }
  return { bound, rest: path.slice(pattern.length) };
}

/** The scope within a service or match: its names and its functions, which see each other. */
function enter(outer: Scope, bound: readonly [string, Value][], functions: readonly FunctionRule[]): Scope {
  const known = new Map(outer.functions);
  const scope: Scope = { variables: new Map([...outer.variables, ...bound]), functions: known };
  for (const rule of functions) known.set(rule.name, { rule, scope });
  return scope;
}

function* findConditions(
  matches: readonly MatchRule[],
  path: readonly string[],
  method: Method,
  outer: Scope,
): Generator<{ condition: Expression | undefined; scope: Scope }> {
  for (const match of matches) {
    const found = matchPattern(match.pattern, path);
    if (!found) continue;
    const scope = enter(outer, found.bound, match.functions);
    if (found.rest.length === 0) {
      for (const { methods, condition } of match.allows)
        if (methods.includes(method)) yield { condition, scope };
    }
    yield* findConditions(match.matches, found.rest, method, scope);
  }
}

/** At most two documents a request: that is what production grants to Storage's rules. */
function limitLookUps(lookUp: LookUp): LookUp {
  const asked = new Set<string>();
  return (path) => {
    asked.add(path);
    if (asked.size > limits.documents) throw new TooManyLookUps();
    return lookUp(path);
  };
}
class TooManyLookUps extends Error {}

export function evaluateRules(
  ruleset: ServiceRule,
  { method, path, variables }: RulesRequest,
  lookUp: LookUp,
  record?: Record_,
): Verdict {
  const segments = path.split('/').filter((segment) => segment !== '');
  const run: Run = {
    lookUp: limitLookUps(lookUp),
    left: limits.expressions,
    depth: 0,
    ...(record && { record }),
  };
  const service = enter({ variables, functions: new Map() }, [], ruleset.functions);
  const errors: Failure[] = [];
  try {
    for (const { condition, scope } of findConditions(ruleset.matches, segments, method, service)) {
      run.depth = 0;
      const outcome = condition ? evaluateExpression(condition, scope, run) : undefined;
      if (!outcome || (outcome.kind === 'bool' && outcome.value)) return { permit: true, errors: [] };
      if (outcome.kind === 'error') errors.push(outcome);
      else if (outcome.kind !== 'bool') errors.push(fail(`a condition came to a ${outcome.kind}`));
    }
  } catch (error) {
    if (!(error instanceof TooManyLookUps)) throw error;
    errors.push(fail(`more than ${limits.documents} documents were asked for in one request`));
  }
  return { permit: false, errors };
}
