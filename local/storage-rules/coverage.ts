/**
 * Counts what each expression of a ruleset came to, and tells what was left open: expressions never reached, and those
 * that were only ever true or only ever false. A plain `true` or `false` is no decision. No IO.
 */
import { partsOf } from './checkExpression.ts';
import type { Expression, FunctionRule, MatchRule, ServiceRule } from './syntax.ts';
import type { Outcome } from './values.ts';

export interface CoverageReport {
  /** How many expressions there are. */
  expressions: number;
  /** One line each: where, what, and what is missing. */
  gaps: string[];
}

const withParts = (expression: Expression): Expression[] => [
  expression,
  ...partsOf(expression)
    // A namespace before a dot is a name, but nothing that is evaluated.
    .filter((part) => expression.node !== 'method' || part !== expression.of || !isBareNamespace(part))
    .flatMap(withParts),
];
const isBareNamespace = (expression: Expression): boolean =>
  expression.node === 'name' && ['math', 'duration', 'timestamp', 'firestore'].includes(expression.name);

const ofFunction = ({ lets, result }: FunctionRule): Expression[] => [
  ...lets.map(({ value }) => value),
  result,
];
const ofBody = (body: { functions: FunctionRule[]; matches: MatchRule[] }): Expression[] => [
  ...body.functions.flatMap(ofFunction),
  ...body.matches.flatMap((match) => [
    ...match.allows.flatMap(({ condition }) => condition ?? []),
    ...ofBody(match),
  ]),
];

export class Coverage {
  readonly #expressions: Expression[];
  readonly #source: string;
  readonly #seen = new Map<Expression, Set<string>>();

  constructor(ruleset: ServiceRule, source: string) {
    this.#expressions = ofBody(ruleset).flatMap(withParts);
    this.#source = source;
  }

  record(expression: Expression, outcome: Outcome): void {
    const seen = this.#seen.get(expression) ?? new Set();
    this.#seen.set(expression, seen.add(outcome.kind === 'bool' ? String(outcome.value) : outcome.kind));
  }

  report(): CoverageReport {
    const gaps = this.#expressions.flatMap((expression) => this.#describeGap(expression) ?? []);
    return { expressions: this.#expressions.length, gaps };
  }

  #describeGap(expression: Expression): string | undefined {
    const { line, column, offset, end } = expression.at;
    const written = this.#source.slice(offset, end).replace(/\s+/g, ' ');
    const seen = this.#seen.get(expression) ?? new Set();
    const where = `storage.rules:${line}:${column} \`${written}\``;
    const values = [...seen].filter((kind) => kind !== 'error');
    if (values.length === 0) return `${where} was never evaluated`;
    const isDecision =
      expression.node !== 'literal' && values.every((kind) => kind === 'true' || kind === 'false');
    if (!isDecision || values.length === 2) return undefined;
    return `${where} was never ${values[0] === 'true' ? 'false' : 'true'}`;
  }
}
