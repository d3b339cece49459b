/**
 * Idempotency keys as Stripe documents them: the first answer that came from executing a request is kept for 24 hours, errors
 * and 500s too, and given again to the same request; another request under the key is refused, and so is one that arrives
 * while the first is being executed. What fails validation was never executed and keeps nothing.
 * IO: the store; time is passed in.
 */
import { ApiRefusal, invalidRequest } from '../model/apiRefusal.ts';
import type { KeyRecord, Store } from '../store/store.ts';

export const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

const LONGEST_KEY = 255;

export type KeyedRequest = { key: string; path: string; parameters: string };

export type StoredAnswer = Pick<KeyRecord, 'status' | 'body' | 'requestId'>;

const sortMembers = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** One text for equal parameters, in whatever order they were sent. */
export function canonicalizeParameters(parameters: Record<string, unknown>): string {
  return JSON.stringify(parameters, sortMembers);
}

function mismatch(request: KeyedRequest, record: KeyRecord): ApiRefusal {
  const other = `Try using a key other than '${request.key}' if you meant to execute a different request.`;
  const message =
    record.path === request.path
      ? `Keys for idempotent requests can only be used with the same parameters they were first used with. ${other}`
      : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${record.path}'). ${other}`;
  return new ApiRefusal(400, { type: 'idempotency_error', message });
}

function inUse(key: string): ApiRefusal {
  return invalidRequest(
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    { code: 'idempotency_key_in_use' },
    409,
  );
}

export class IdempotencyKeys {
  readonly #store: Store;
  readonly #nowMs: () => number;
  readonly #underWay = new Set<string>();

  constructor(store: Store, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** The kept answer, or undefined: then execute, and `keep` or `release`. Throws the refusal for misuse. */
  begin(request: KeyedRequest): StoredAnswer | undefined {
    if (request.key.length > LONGEST_KEY) {
      throw invalidRequest(`Idempotency keys must be at most ${LONGEST_KEY} characters.`);
    }
    const record = this.#find(request.key);
    if (record !== undefined) {
      const isSame = record.path === request.path && record.parameters === request.parameters;
      if (!isSame) throw mismatch(request, record);
      return record;
    }
    if (this.#underWay.has(request.key)) throw inUse(request.key);
    this.#underWay.add(request.key);
    return undefined;
  }

  keep(request: KeyedRequest, answer: StoredAnswer): void {
    const { key, path, parameters } = request;
    this.#store.keys.put(key, { path, parameters, ...answer, createdAtMs: this.#nowMs() });
    this.#underWay.delete(key);
  }

  release(request: KeyedRequest): void {
    this.#underWay.delete(request.key);
  }

  #find(key: string): KeyRecord | undefined {
    const record = this.#store.keys.get(key);
    if (record === undefined || this.#nowMs() - record.createdAtMs < KEY_LIFETIME_MS) return record;
    this.#store.keys.delete(key);
    return undefined;
  }
}
