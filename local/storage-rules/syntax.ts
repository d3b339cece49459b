/**
 * The tree that a rules file is read into, and the error that says where it could not be. Every expression knows where it
 * stands, for messages and for coverage. No IO.
 */

/** `offset` and `end` count UTF-16 units from the start of the text; line and column begin at 1. */
export interface Position {
  offset: number;
  end: number;
  line: number;
  column: number;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in';

export type Expression = { at: Position } & (
  | { node: 'literal'; value: null | boolean | bigint | number | string | Uint8Array }
  | { node: 'name'; name: string }
  | { node: 'list'; items: Expression[] }
  | { node: 'map'; entries: { key: string; value: Expression }[] }
  | { node: 'path'; segments: (string | Expression)[] }
  | { node: 'unary'; operator: '!' | '-'; operand: Expression }
  | { node: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  | { node: 'is'; operand: Expression; type: string }
  | { node: 'choice'; condition: Expression; whenTrue: Expression; whenFalse: Expression }
  | { node: 'field'; of: Expression; name: string }
  | { node: 'index'; of: Expression; index: Expression }
  | { node: 'range'; of: Expression; from: Expression; to: Expression }
  | { node: 'call'; name: string; args: Expression[] }
  | { node: 'method'; of: Expression; name: string; args: Expression[] }
);
export type CallExpression = Extract<Expression, { node: 'call' | 'method' }>;

export const methods = ['get', 'list', 'create', 'update', 'delete'] as const;
export type Method = (typeof methods)[number];

export interface FunctionRule {
  name: string;
  parameters: string[];
  lets: { name: string; value: Expression; at: Position }[];
  result: Expression;
  at: Position;
}

export interface AllowRule {
  methods: Method[];
  /** Absent: always. */
  condition: Expression | undefined;
  at: Position;
}

/** One segment of a match: text to be met, or a name for whatever stands there (`rest`: for any number of segments). */
export type PatternSegment = { fixed: string } | { wildcard: string; rest: boolean };

export interface MatchRule {
  pattern: PatternSegment[];
  functions: FunctionRule[];
  allows: AllowRule[];
  matches: MatchRule[];
  at: Position;
}

export interface ServiceRule {
  service: string;
  functions: FunctionRule[];
  matches: MatchRule[];
}

/** What a rules file can be refused for when it is loaded. */
export class RulesError extends Error {
  readonly at: Position;
  constructor(message: string, at: Position) {
    super(`${at.line}:${at.column} ${message}`);
    this.at = at;
  }
}
