/** Evaluates an expression's text for the tests beside the evaluator. No IO. */
import { evaluateExpression } from '../evaluateExpression.ts';
import type { LookUp } from '../callBuiltIn.ts';
import { parseExpressionText } from '../parseExpression.ts';
import { nullValue } from '../values.ts';
import type { Outcome } from '../values.ts';

export const evaluateText = (
  source: string,
  variables: Record<string, Outcome> = {},
  lookUp: LookUp = () => nullValue,
): Outcome =>
  evaluateExpression(
    parseExpressionText(source),
    { variables: new Map(Object.entries(variables)), functions: new Map() },
    { lookUp, left: 1_000, depth: 0 },
  );

/** true, false, or what else it came to. */
export function answerOf(source: string, variables: Record<string, Outcome> = {}, lookUp?: LookUp) {
  const outcome = evaluateText(source, variables, lookUp);
  return outcome.kind === 'bool' ? outcome.value : outcome.kind;
}
