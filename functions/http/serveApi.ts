/**
 * The HTTP edge of `api`: too often? → from our app? → authenticate → may they? → parse → decide and commit (the feature) →
 * answer. Errors are values until here; what was thrown unforeseen is `internal`, logged whole and told without detail. IO: HTTP.
 */
import { parseAction } from '@fashionista/domain/actions';
import type { ActionAnswer, ActionName, ActionRequest } from '@fashionista/domain/actions';
import { httpStatusOf, refuse } from '@fashionista/domain/errors';
import type { AnyPortalError, ErrorBody, Result } from '@fashionista/domain/errors';
import type { EventId, PlanId, RequestId } from '@fashionista/domain/ids';
import { isOpenAction } from '@fashionista/domain/openActions';
import type { OpenActionName } from '@fashionista/domain/openActions';
import type { Response } from 'express';
import type { Request } from 'firebase-functions/https';
import { Failure } from '../platform/failures.ts';
import { rawBodyOf } from '../platform/rawBody.ts';
import { answerPulse } from '../seats/pulse.ts';
import type { Services } from '../services.ts';
import { answerTicketKeys } from '../tickets/ticketKeysRoute.ts';
import { accessTo, checkAccess } from './access.ts';
import { actionHandlers, isCallersActionName, openActionHandlers } from './actions.ts';
import type { CallersActionName } from './actions.ts';
import { clientAddressOf } from './clientAddress.ts';

/** The largest request we take, in bytes. */
const bodyLimit = 64 * 1024;

export function answerError(response: Response, error: AnyPortalError): void {
  const body: ErrorBody = { error };
  if (error.code === 'rate-limited' && error.details)
    response.set('retry-after', String(error.details.retryAfterSeconds));
  response.status(httpStatusOf[error.code]).set('cache-control', 'no-store').json(body);
}

function readBody(request: Request): Result<unknown> {
  const raw = rawBodyOf(request);
  if (raw.length > bodyLimit)
    return refuse('invalid-argument', `The body is larger than ${bodyLimit} bytes.`, {
      fields: [{ path: '', message: `must have at most ${bodyLimit} bytes` }],
    });
  try {
    return { ok: true, value: raw.length === 0 ? {} : JSON.parse(raw.toString('utf8')) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('invalid-argument', 'The body is not JSON.', {
      fields: [{ path: '', message: 'must be JSON' }],
    });
  }
}

function parseBody<Name extends ActionName>(name: Name, request: Request): Result<ActionRequest<Name>> {
  const body = readBody(request);
  return body.ok ? parseAction(name, body.value) : body;
}

async function runOpenAction<Name extends OpenActionName>(
  services: Services,
  name: Name,
  request: Request,
): Promise<Result<ActionAnswer<Name>>> {
  const parsed = parseBody(name, request);
  return parsed.ok ? openActionHandlers[name](services, parsed.value) : parsed;
}

/** The one opens the account by itself, the other takes it away. */
const withoutAccount: readonly CallersActionName[] = ['accounts/open', 'accounts/delete'];

async function runAction<Name extends CallersActionName>(
  services: Services,
  name: Name,
  request: Request,
): Promise<Result<ActionAnswer<Name>>> {
  const caller = await services.identity.verify(request.get('authorization'));
  if (!caller) return refuse('unauthenticated', 'Sign in first.');
  if (await services.sessions.isEnded(caller))
    return refuse('unauthenticated', 'This session has ended. Sign in again.');
  const allowed = checkAccess(caller, accessTo[name]);
  if (!allowed.ok) return allowed;
  const inTime = await services.rateLimits.checkAccount(name, caller.uid);
  if (!inTime.ok) return inTime;
  const parsed = parseBody(name, request);
  if (!parsed.ok) return parsed;
  const requestId = parsed.value.requestId ?? (services.newId() as RequestId);
  const withId: ActionRequest<Name> & { requestId: RequestId } = { ...parsed.value, requestId };
  const [result] = await Promise.all([
    actionHandlers[name](services, caller, withId),
    withoutAccount.includes(name) ? undefined : services.accounts.ensure(caller),
  ]);
  return result;
}

async function answerPlan(services: Services, planId: string, response: Response): Promise<void> {
  const index = await services.plans.index(planId as PlanId);
  if (!index) answerError(response, { code: 'not-found', message: 'There is no such seat plan.' });
  else response.set('cache-control', 'public, max-age=31536000, immutable').json(index.plan);
}

/** A 404 says `no-store`: the event may be published any moment, and caches keep one for minutes. */
async function findPulse(services: Services, eventId: string, response: Response): Promise<void> {
  const pulse = await services.pulses.read(eventId as EventId);
  if (pulse) answerPulse(pulse, response);
  else answerError(response, { code: 'not-found', message: 'There is no such event.' });
}

/** Before anybody is asked who they are: whether it comes too often from there, and whether it comes from our app. */
async function checkRequest(services: Services, name: ActionName, request: Request): Promise<Result<void>> {
  const address = clientAddressOf(request, services.config.trustedProxies);
  const inTime = await services.rateLimits.checkAddress(name, address);
  if (!inTime.ok) return inTime;
  if (await services.appCheck.isOurs(request.get('x-firebase-appcheck'))) return inTime;
  return refuse('permission-denied', 'This request does not come from our app. Load the page anew.', {
    needs: 'app',
  });
}

async function answerAction(services: Services, request: Request, response: Response): Promise<void> {
  const name = /^\/api\/([a-z]+\/[a-zA-Z]+)$/.exec(request.path)?.[1] ?? '';
  if (request.method !== 'POST' || !(isOpenAction(name) || isCallersActionName(name))) {
    answerError(response, { code: 'not-found', message: 'There is no such action.' });
    return;
  }
  const taken = await checkRequest(services, name, request);
  const result = !taken.ok
    ? taken
    : isOpenAction(name)
      ? await runOpenAction(services, name, request)
      : await runAction(services, name, request);
  if (result.ok) response.set('cache-control', 'no-store').json(result.value);
  else answerError(response, result.error);
}

async function route(services: Services, request: Request, response: Response): Promise<void> {
  const { path, method } = request;
  const planId = /^\/api\/plans\/([A-Za-z0-9_-]{1,128})$/.exec(path)?.[1];
  const isGet = method === 'GET' || method === 'HEAD';
  if (isGet && planId !== undefined) return answerPlan(services, planId, response);
  if (isGet && path === '/.well-known/ticket-keys.json') return answerTicketKeys(services.signer, response);
  const pulseOf = /^\/api\/events\/([A-Za-z0-9-]{1,64})\/pulse$/.exec(path)?.[1];
  if (isGet && pulseOf !== undefined) return findPulse(services, pulseOf, response);
  return answerAction(services, request, response);
}

export async function serveApi(services: Services, request: Request, response: Response): Promise<void> {
  try {
    await route(services, request, response);
  } catch (error) {
    services.log.actionFailed(request.path, error);
    if (error instanceof Failure) answerError(response, error.portalError);
    else answerError(response, { code: 'internal', message: 'Something went wrong on our side.' });
  }
}
