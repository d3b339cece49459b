/**
 * The typed client of `POST /api/<feature>/<action>`. Adds the bearer token and one `requestId` an intent, which a
 * retry after a lost answer repeats: the server then answers the same and does nothing twice. Every failure comes
 * back as an error of the closed list, never as an exception.
 */
import { isOpenAction } from '@fashionista/domain/openActions';
import { httpStatusOf, refuse, succeed } from '@fashionista/domain/errors';
import type { ActionAnswer, ActionName, ActionRequest } from '@fashionista/domain/actions';
import type { AnyPortalError, ErrorCode, Result } from '@fashionista/domain/errors';
import type { RequestId } from '@fashionista/domain/ids';
import type { ServerClock } from './clock.ts';

/** Hosting cuts a request at 60 s; nobody waits that long for a seat. */
const attemptTimeoutMs = 12_000;
/** Pauses before the second and the third attempt. */
const retryPausesMs = [400, 1_500];

export interface ApiParts {
  getToken: (fresh?: boolean) => Promise<string | null>;
  /** What shows that a request comes from this app, where that is asked for. */
  getAppCheckToken?: (() => Promise<string>) | undefined;
  clock: ServerClock;
  fetch?: typeof fetch;
  pause?: (ms: number) => Promise<void>;
  newRequestId?: () => string;
}

export interface CallOptions {
  /** Give the same one to repeat an intent after an unknown outcome, even from another page. */
  requestId?: RequestId;
  signal?: AbortSignal;
}

type WithoutRequestId<Request> = Request extends unknown ? Omit<Request, 'requestId'> : never;
/** What an action takes; of one that takes this or that, each form on its own. */
export type ActionBody<Name extends ActionName> = WithoutRequestId<ActionRequest<Name>>;

export interface Api {
  call<Name extends ActionName>(
    name: Name,
    body: ActionBody<Name>,
    options?: CallOptions,
  ): Promise<Result<ActionAnswer<Name>>>;
}

type Attempt = { kind: 'answered'; result: Result<unknown> } | { kind: 'unknown-outcome' };

export function newRequestId(): RequestId {
  return crypto.randomUUID() as string as RequestId;
}

export function createApi(parts: ApiParts): Api {
  const pause = parts.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));

  async function send(name: string, body: string, fresh: boolean, signal?: AbortSignal): Promise<Attempt> {
    const sentAtMs = Date.now();
    try {
      // Who asks what is open to everyone need not be known: the sign-in SDK stays away.
      const [token, appCheckToken] = await Promise.all([
        isOpenAction(name) ? null : parts.getToken(fresh),
        parts.getAppCheckToken?.(),
      ]);
      const response = await (parts.fetch ?? fetch)(`/api/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(appCheckToken !== undefined && { 'x-firebase-appcheck': appCheckToken }),
        },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(attemptTimeoutMs), ...(signal ? [signal] : [])]),
      });
      const answer = readAnswer(response.status, await response.text());
      if (answer.kind === 'answered' && answer.result.ok)
        observeTime(parts.clock, answer.result.value, sentAtMs);
      return answer;
    } catch {
      // fetch rejects when the network, the time-out or the caller cut it: whether it arrived is not known.
      return { kind: 'unknown-outcome' };
    }
  }

  return {
    async call(name, body, options = {}) {
      const requestId = options.requestId ?? parts.newRequestId?.() ?? newRequestId();
      const text = JSON.stringify({ ...body, requestId });
      let fresh = false;
      for (const pauseMs of [...retryPausesMs, undefined]) {
        const attempt: Attempt = await send(name, text, fresh, options.signal);
        const isStaleToken: boolean = isRefused(attempt, 'unauthenticated') && !fresh;
        if (attempt.kind === 'answered' && !isRefused(attempt, 'unavailable') && !isStaleToken)
          return attempt.result as Result<ActionAnswer<typeof name>>;
        if (options.signal?.aborted || pauseMs === undefined)
          return attempt.kind === 'answered'
            ? (attempt.result as Result<ActionAnswer<typeof name>>)
            : refuse('unavailable', 'No answer from the server.');
        fresh ||= isStaleToken;
        if (!isStaleToken) await pause(pauseMs * (0.5 + Math.random()));
      }
      return refuse('unavailable', 'No answer from the server.');
    },
  };
}

const isRefused = (attempt: Attempt, code: ErrorCode): boolean =>
  attempt.kind === 'answered' && !attempt.result.ok && attempt.result.error.code === code;

/** Turns a response into a result. What is not of our making (a proxy's page) counts as not answered, or internal. */
export function readAnswer(status: number, text: string): Attempt {
  const body = parseJson(text);
  if (status >= 200 && status < 300)
    return body === undefined ? { kind: 'unknown-outcome' } : { kind: 'answered', result: succeed(body) };
  const error = readError(body);
  if (error) return { kind: 'answered', result: { ok: false, error } };
  if (status >= 502 && status <= 504) return { kind: 'unknown-outcome' };
  return { kind: 'answered', result: refuse('internal', `Unexpected answer ${status}.`) };
}

function readError(body: unknown): AnyPortalError | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const error = body.error;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && Object.hasOwn(httpStatusOf, error.code)
    ? (error as AnyPortalError)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function observeTime(clock: ServerClock, answer: unknown, sentAtMs: number): void {
  if (typeof answer === 'object' && answer !== null && 'serverTime' in answer)
    clock.observe(String(answer.serverTime), sentAtMs, Date.now());
}
