/**
 * Sends a request as it is, however wrong, and holds its answer to the contract: a status and code of domain's closed
 * list that agree, the documented shape and nothing besides, and what the request in particular deserves.
 * IO: HTTP, over connections that are kept.
 */
import { Agent, request as requestHttp } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { ActionName } from '@fashionista/domain/actions';
import { httpStatusOf } from '@fashionista/domain/errors';
import type { ErrorCode, ErrorDetails } from '@fashionista/domain/errors';
import type { Wanted } from './badInputBodies.ts';

export interface BadCall {
  /** Which family of attacks it is of. */
  family: string;
  what: string;
  action: ActionName;
  method: string;
  path: string;
  headers: Record<string, string>;
  bytes: Buffer;
  /** `parser`: what stands before every function refuses it, with a status of its own. */
  wanted: Wanted | { kind: 'codes'; codes: readonly ErrorCode[] } | { kind: 'parser' };
  /** Whether it goes by the front. */
  isByFront: boolean;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Whether its connection was reset the first time. */
  isResent: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 24 });

type Sent = { kind: 'answered'; answer: RawAnswer } | { kind: 'reset' };

/** `reset`: a connection that was used before is closed. All else that goes wrong is an error. */
function sendOnce(origin: string, call: BadCall, over: Agent | false): Promise<Sent> {
  const { method, path, headers, bytes } = call;
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = requestHttp(
      { hostname, port, path, method, agent: over, headers: { ...headers, 'content-length': bytes.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = incoming.statusCode ?? 0;
          resolve({ kind: 'answered', answer: { status, headers: incoming.headers, text, isResent: false } });
        });
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve({ kind: 'reset' });
      else reject(error);
    });
    outgoing.end(bytes);
  });
}

/**
 * A server may close a kept connection just as it is used again. A crash after it took the call looks the same from
 * here: so a call is sent anew once at most, over a connection of its own, and the answer says so, to be counted.
 */
export async function send(origin: string, call: BadCall): Promise<RawAnswer> {
  const first = await sendOnce(origin, call, agent);
  if (first.kind === 'answered') return first.answer;
  const second = await sendOnce(origin, call, false);
  if (second.kind === 'reset') throw new Error(`${call.family}, ${call.what}: reset on its own connection`);
  return { ...second.answer, isResent: true };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const hasKeys = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  isRecord(value) && Object.keys(value).toSorted().join() === keys.toSorted().join();

interface ToldField {
  path: string;
  message: string;
}
const isToldField = (value: unknown): value is ToldField =>
  hasKeys(value, ['path', 'message']) &&
  isText(value['path']) &&
  isText(value['message']) &&
  value['message'] !== '';
const isFields = (value: unknown): value is ToldField[] =>
  Array.isArray(value) && value.length > 0 && value.length <= 20 && value.every(isToldField);

/** The details that a code comes with, and what they are; every other code comes with none. */
const detailsOf: { readonly [Code in keyof ErrorDetails]: (details: unknown) => boolean } = {
  'invalid-argument': (details) => hasKeys(details, ['fields']) && isFields(details['fields']),
  'seat-taken': (details) =>
    hasKeys(details, ['taken', 'nearest']) && isTexts(details['taken']) && isTexts(details['nearest']),
  'leaves-single': (details) => hasKeys(details, ['choice']) && isTexts(details['choice']),
  'limit-reached': (details) =>
    hasKeys(details, ['limit', 'has']) && isCount(details['limit']) && isCount(details['has']),
  'permission-denied': (details) => hasKeys(details, ['needs']) && isText(details['needs']),
  'hold-busy': (details) => hasKeys(details, ['orderId']) && isText(details['orderId']),
  'rate-limited': (details) =>
    hasKeys(details, ['retryAfterSeconds']) && isCount(details['retryAfterSeconds']),
};

const isErrorCode = (code: unknown): code is ErrorCode => isText(code) && Object.hasOwn(httpStatusOf, code);
const bringsDetails = (code: ErrorCode): code is keyof ErrorDetails => Object.hasOwn(detailsOf, code);

interface Refused {
  code: ErrorCode;
  fields: ToldField[];
}

/** The error that an answer says, if it says it as documented. */
function readRefused({ status, text }: RawAnswer): Refused | string {
  const body: unknown = JSON.parse(text);
  if (!hasKeys(body, ['error']) || !isRecord(body['error'])) return 'the body is not {error}';
  const { code, message, details, ...more } = body['error'];
  if (!isErrorCode(code)) return 'the code is not of the closed list';
  if (httpStatusOf[code] !== status) return `the status of ${code} is ${httpStatusOf[code]}`;
  if (!isText(message) || message === '' || Object.keys(more).length > 0)
    return 'the error is not {code, message, details?}';
  const isShaped = bringsDetails(code) ? detailsOf[code](details) : details === undefined;
  if (!isShaped) return `the details are not those of ${code}`;
  const fields = isRecord(details) && isFields(details['fields']) ? details['fields'] : [];
  return { code, fields };
}

/** Of a body that is right, what rules may say; nothing is out of order, and its caller is known. */
const notForValid: readonly ErrorCode[] = ['internal', 'unavailable', 'unauthenticated', 'rate-limited'];

/** It ends its caller's own sessions: of several in a row only the first is let in. */
const isSignedOut = ({ action }: BadCall, code: ErrorCode): boolean =>
  ['accounts/signOutEverywhere', 'accounts/delete'].includes(action) && code === 'unauthenticated';

function checkRefused(call: BadCall, { code, fields }: Refused): string | undefined {
  const { wanted } = call;
  if (call.action === 'accounts/delete' && isSignedOut(call, code)) return undefined;
  if (wanted.kind === 'codes')
    return wanted.codes.includes(code) ? undefined : `not ${wanted.codes.join(' or ')}`;
  if (wanted.kind === 'valid')
    return notForValid.includes(code) && !isSignedOut(call, code) ? 'the body is valid' : undefined;
  if (code !== 'invalid-argument') return 'not invalid-argument';
  if (wanted.kind !== 'field' || fields.some(({ path }) => path === wanted.path)) return undefined;
  return `no field is ${JSON.stringify(wanted.path.slice(0, 100))}`;
}

/** What of the product must not be seen where a parser before it refuses. */
const inner = /node_modules|\.ts\b|\bat [\w.<]+ \(/;

function findFault(call: BadCall, answer: RawAnswer): string | undefined {
  const { status, headers, text } = answer;
  if (call.wanted.kind === 'parser')
    return [400, 413, 415].includes(status) && !inner.test(text)
      ? undefined
      : 'not refused, or too much is told';
  if (call.method === 'HEAD') return status === 404 ? undefined : 'not 404';
  if (!headers['content-type']?.startsWith('application/json')) return 'the answer is not JSON';
  if (headers['cache-control'] !== 'no-store') return 'the answer may be cached';
  if (status === 200) return call.wanted.kind === 'valid' ? undefined : 'taken for valid';
  const refused = readRefused(answer);
  return isText(refused) ? refused : checkRefused(call, refused);
}

const shorten = (text: string): string =>
  text.length > 400 ? `${text.slice(0, 400)}… (${text.length})` : text;

/** What is wrong with an answer, with all that says which. */
export function checkAnswer(call: BadCall, answer: RawAnswer): string[] {
  const fault = findFault(call, answer);
  if (fault === undefined) return [];
  const asked = `${call.method} ${call.path} ${shorten(JSON.stringify(call.bytes.toString('utf8')))}`;
  return [`${call.family}, ${call.what}: ${fault}: ${asked} → ${answer.status} ${shorten(answer.text)}`];
}

/** In a word: the code of a refusal, or its status. */
export function nameOutcome({ status, text }: RawAnswer): string {
  const code = /"code":"([a-z-]+)"/.exec(text)?.[1];
  return code ?? String(status);
}
