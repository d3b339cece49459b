/**
 * Evaluates a case of the table by the rules' text alone, in this process: the request is built as firebase-tools' Storage
 * emulator builds it, and documents come from the table. Thousands a second. No IO.
 */
import { evaluateRules } from '../../../local/storage-rules/evaluateRules.ts';
import type { Verdict } from '../../../local/storage-rules/evaluateRules.ts';
import { readRequest } from '../../../local/storage-rules/evaluate.ts';
import { readDocument } from '../../../local/storage-rules/readValues.ts';
import type { Expression, ServiceRule } from '../../../local/storage-rules/syntax.ts';
import { nullValue } from '../../../local/storage-rules/values.ts';
import type { Outcome } from '../../../local/storage-rules/values.ts';
import type { FileFacts, StorageCase } from './cases.ts';
import { credentialsOf, documents } from './people.ts';

export const bucket = 'demo-rules.appspot.com';
const firestore = '/databases/(default)/documents/';

/** A JavaScript value as the emulator writes it for its rules runtime. */
export function toEmulatorValue(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return { null_value: null };
  if (typeof value === 'string') return { string_value: value };
  if (typeof value === 'boolean') return { bool_value: value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { int_value: value } : { float_value: value };
  if (value instanceof Date) return { timestamp_value: value.toISOString() };
  if (Array.isArray(value)) return { list_value: { values: value.map(toEmulatorValue) } };
  const entries = Object.entries(value as Record<string, unknown>);
  return {
    map_value: { fields: Object.fromEntries(entries.map(([key, inner]) => [key, toEmulatorValue(inner)])) },
  };
}

const resourceOf = (path: string, facts: FileFacts | undefined, now: Date) =>
  facts && {
    ...{ name: path, bucket, generation: now.getTime(), metageneration: 1, size: facts.size },
    ...{ timeCreated: now, updated: now, md5Hash: 'md5', crc32c: '1', etag: 'etag' },
    ...{ contentDisposition: undefined, contentEncoding: undefined, contentType: facts.contentType },
    metadata: facts.metadata ?? {},
  };

/** Whether the rules permit the case, and why not. */
export function evaluateCase(
  ruleset: ServiceRule,
  { who, method, path, existing, incoming }: StorageCase,
  record?: (expression: Expression, outcome: Outcome) => void,
): Verdict {
  const now = new Date(1_800_000_100_000);
  const credentials = credentialsOf(who);
  const whole = `/b/${bucket}/o/${path}`;
  const auth = credentials && {
    uid: credentials.uid,
    token: { ...credentials.token, user_id: credentials.uid, sub: credentials.uid },
  };
  const simple = whole.split('/').flatMap((segment) => (segment === '' ? [] : { simple: segment }));
  const request = {
    path: { path_value: { segments: simple } },
    time: toEmulatorValue(now),
    resource: toEmulatorValue(resourceOf(path, incoming, now)),
    auth: toEmulatorValue(auth),
  };
  const variables = {
    request: { map_value: { fields: request } },
    resource: toEmulatorValue(resourceOf(path, existing, now)),
  };
  const lookUp = (asked: string) => {
    const name = asked.startsWith(firestore) ? asked.slice(firestore.length) : asked;
    const fields = documents[name];
    return fields ? readDocument({ name: asked, fields }) : nullValue;
  };
  return evaluateRules(ruleset, readRequest({ method, path: whole, variables }), lookUp, record);
}

/**
 * Whether the rules decide the case as the table says. Whoever is signed out is refused by a no, never by an error: that is
 * what the rules ask it for before anything else.
 */
export function holds(ruleset: ServiceRule, one: StorageCase): boolean {
  const { permit, errors } = evaluateCase(ruleset, one);
  return permit === one.isAllowed && (one.who !== 'signedOut' || errors.length === 0);
}
