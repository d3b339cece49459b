/**
 * The evaluator as one pure function: a rules file's text, a request, and where documents come from. Tests and the
 * mutation run use it; the emulator reaches the same code through `main.ts`. No IO.
 */
import { evaluateRules } from './evaluateRules.ts';
import type { RulesRequest, Verdict } from './evaluateRules.ts';
import { loadRules } from './loadRules.ts';
import { readDocument, readEmulatorValue } from './readValues.ts';
import type { ServiceRule } from './syntax.ts';
import { nullValue } from './values.ts';

/** A document by its path from the root (`/databases/(default)/documents/sessions/ann`), in Firestore's REST form. */
export type FindDocument = (path: string) => { name: string; fields: Record<string, unknown> } | undefined;

export interface WireRequest {
  method: RulesRequest['method'];
  path: string;
  /** `request` and `resource` as the emulator sends them. */
  variables: Record<string, unknown>;
}

export const readRequest = ({ method, path, variables }: WireRequest): RulesRequest => ({
  method,
  path,
  variables: new Map(Object.entries(variables).map(([name, value]) => [name, readEmulatorValue(value)])),
});

/** `rules`: a loaded ruleset, or the text of one. @throws RulesError for a text that is not understood */
export function evaluate(rules: string | ServiceRule, request: WireRequest, find: FindDocument): Verdict {
  const ruleset = typeof rules === 'string' ? loadRules(rules) : rules;
  return evaluateRules(ruleset, readRequest(request), (path) => {
    const document = find(path);
    return document ? readDocument(document) : nullValue;
  });
}
