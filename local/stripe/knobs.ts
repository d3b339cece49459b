/**
 * The knobs with which tests make the world behave badly: slow, lost, doubled, disordered. Holds their values, checks what is
 * set, and lends the seeded randomness that makes a shuffle repeatable. README.md documents each. No IO.
 */
export type FailurePoint = 'before' | 'during' | 'after';

export type PlannedFailure = {
  /** Matched against the start of the request's path, e.g. `/v1/refunds`. */
  path: string;
  method: 'GET' | 'POST' | null;
  /** HTTP status; 0 drops the connection without an answer. */
  status: number;
  body: unknown;
  /** before: nothing happens, nothing is kept. during: nothing happens, the failure is replayed for its key. after: it happens, the answer is lost. */
  after: FailurePoint;
  times: number;
};

export type Knobs = {
  delayMs: number;
  duplicate: number;
  shuffle: boolean;
  shuffleWindowMs: number;
  drop: number | readonly string[];
  latencyMs: number;
  stall: boolean;
  down: false | 'refuse' | 'error';
  failNext: readonly PlannedFailure[];
  seed: number;
  processingMs: number;
  processingDelayedMs: number;
  refundMs: number;
  retryBaseMs: number;
  retryMaxAttempts: number;
  timeoutMs: number;
};

export const DEFAULT_KNOBS: Knobs = {
  delayMs: 0,
  duplicate: 0,
  shuffle: false,
  shuffleWindowMs: 150,
  drop: 0,
  latencyMs: 0,
  stall: false,
  down: false,
  failNext: [],
  seed: 1,
  processingMs: 2_000,
  processingDelayedMs: 180_000,
  refundMs: 2_000,
  retryBaseMs: 250,
  retryMaxAttempts: 16,
  timeoutMs: 10_000,
};

export class KnobError extends Error {}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function parseAmount(name: string, value: unknown): number {
  if (!isAmount(value)) throw new KnobError(`${name} must be a number, 0 or more`);
  return value;
}

function parseDrop(value: unknown): Knobs['drop'] {
  if (value === false) return 0;
  if (value === true) return 1;
  if (Array.isArray(value) && value.every((type) => typeof type === 'string')) return value;
  if (isAmount(value) && value <= 1) return value;
  throw new KnobError('drop must be a fraction from 0 to 1, or an array of event types');
}

function parseDown(value: unknown): Knobs['down'] {
  if (value === true) return 'refuse';
  if (value === false || value === 'refuse' || value === 'error') return value;
  throw new KnobError("down must be false, 'refuse' or 'error'");
}

function parseFailure(value: unknown): PlannedFailure {
  if (typeof value !== 'object' || value === null) throw new KnobError('failNext must be an object');
  const given: Record<string, unknown> = { ...value };
  const { path, method = null, status = 500, body = null, after = 'before', times = 1 } = given;
  if (typeof path !== 'string') throw new KnobError('failNext.path must be a string');
  if (method !== null && method !== 'GET' && method !== 'POST') {
    throw new KnobError('failNext.method must be GET or POST');
  }
  if (after !== 'before' && after !== 'during' && after !== 'after') {
    throw new KnobError("failNext.after must be 'before', 'during' or 'after'");
  }
  const isStatus = isAmount(status) && (status === 0 || (status >= 400 && status < 600));
  if (!isStatus) throw new KnobError('failNext.status must be 0, 4xx or 5xx');
  return { path, method, status, body, after, times: parseAmount('failNext.times', times) };
}

function parseFailures(value: unknown): PlannedFailure[] {
  if (value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(parseFailure);
}

function parseKnob(name: keyof Knobs, value: unknown): Partial<Knobs> {
  switch (name) {
    case 'drop':
      return { drop: parseDrop(value) };
    case 'down':
      return { down: parseDown(value) };
    case 'failNext':
      return { failNext: parseFailures(value) };
    case 'shuffle':
    case 'stall':
      if (typeof value !== 'boolean') throw new KnobError(`${name} must be true or false`);
      return { [name]: value };
    case 'duplicate':
      return { duplicate: typeof value === 'boolean' ? Number(value) : parseAmount(name, value) };
    default:
      return { [name]: parseAmount(name, value) };
  }
}

const isKnobName = (name: string): name is keyof Knobs => name in DEFAULT_KNOBS;

/** Throws KnobError for an unknown knob or a wrong value. */
export function parseKnobs(given: Record<string, unknown>): Partial<Knobs> {
  return Object.entries(given).reduce<Partial<Knobs>>((knobs, [name, value]) => {
    if (!isKnobName(name)) throw new KnobError(`unknown knob: ${name}`);
    return { ...knobs, ...parseKnob(name, value) };
  }, {});
}

/** A small generator (mulberry32): the same seed shuffles, drops and doubles the same. */
export function makeRandom(seed: number): () => number {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class KnobPanel {
  #knobs: Knobs = DEFAULT_KNOBS;
  #random = makeRandom(DEFAULT_KNOBS.seed);
  /** Settles when the stall ends; undefined while there is none. */
  #stall: PromiseWithResolvers<undefined> | undefined;
  #stalled = 0;

  get knobs(): Knobs {
    return this.#knobs;
  }

  random(): number {
    return this.#random();
  }

  set(given: Record<string, unknown>): Knobs {
    const parsed = parseKnobs(given);
    this.#knobs = { ...this.#knobs, ...parsed };
    if (parsed.seed !== undefined) this.#random = makeRandom(parsed.seed);
    if (parsed.stall === true) this.#stall ??= Promise.withResolvers<undefined>();
    else if (parsed.stall === false) this.#endStall();
    return this.#knobs;
  }

  /** Waits for as long as the API is stalled. */
  async passStall(): Promise<void> {
    if (!this.#stall) return;
    this.#stalled += 1;
    await this.#stall.promise;
    this.#stalled -= 1;
  }

  /** How many calls wait for the stall to end. */
  get stalled(): number {
    return this.#stalled;
  }

  #endStall(): void {
    this.#stall?.resolve(undefined);
    this.#stall = undefined;
  }

  reset(): void {
    this.#knobs = DEFAULT_KNOBS;
    this.#endStall();
    this.#random = makeRandom(DEFAULT_KNOBS.seed);
  }

  /** The failure planned for this request at this point, used up by asking. */
  takeFailure(method: string, path: string, after: FailurePoint): PlannedFailure | undefined {
    const planned = this.#knobs.failNext.find(
      (failure) =>
        failure.after === after &&
        path.startsWith(failure.path) &&
        (failure.method === null || failure.method === method),
    );
    if (planned === undefined) return undefined;
    const failNext = this.#knobs.failNext
      .map((failure) => (failure === planned ? { ...failure, times: failure.times - 1 } : failure))
      .filter((failure) => failure.times > 0);
    this.#knobs = { ...this.#knobs, failNext };
    return planned;
  }
}
