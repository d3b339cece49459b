/**
 * Calls an action as a browser does, typed by the wire contract in domain. An error is an answer too: a test looks at
 * its status and code. IO: HTTP.
 */
import type { ActionAnswer, ActionName } from '@fashionista/domain/actions';
import { stack } from './stack.ts';

export interface WireError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

export type ApiAnswer<Answer> =
  | { ok: true; status: number; body: Answer; headers: Headers }
  | { ok: false; status: number; error: WireError; headers: Headers };

/** `origin`: another functions host than the stack's first. `token` undefined: signed out. */
export async function callApi<Name extends ActionName>(
  token: string | undefined,
  action: Name,
  body: unknown,
  origin: string = stack().api,
): Promise<ApiAnswer<ActionAnswer<Name>>> {
  const answer = await fetch(`${origin}/api/${action}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const { status, headers } = answer;
  const text = await answer.text();
  if (answer.ok) return { ok: true, status, headers, body: JSON.parse(text) as ActionAnswer<Name> };
  return { ok: false, status, headers, error: readError(text, status) };
}

/** For a stage that must stand before the test begins: an error here is the test's own. */
export async function callApiOrThrow<Name extends ActionName>(
  token: string | undefined,
  action: Name,
  body: unknown,
  origin?: string,
): Promise<ActionAnswer<Name>> {
  const answer = await callApi(token, action, body, origin);
  if (answer.ok) return answer.body;
  throw new Error(`${action} answered ${answer.status} ${answer.error.code}: ${answer.error.message}`);
}

function readError(text: string, status: number): WireError {
  const parsed = JSON.parse(text) as { error?: WireError };
  if (!parsed.error) throw new Error(`An answer of ${status} without an error: ${text}`);
  return parsed.error;
}
