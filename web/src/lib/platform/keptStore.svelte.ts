/**
 * Reading live, and where there is no connection, from what this device kept: the same `listen…` as the live store's, for
 * the pages of what somebody owns. Apart from the live store because seats, holds and orders that are being paid must
 * never be answered from the past. Rules: a reading is kept once the server said it, and only of whoever has a ticket;
 * whatever is shown from here is said to be `cached`; signing out, or another account, empties it (`keptOwner.ts`). Until it is known who
 * is signed in, the reader is whose readings these are: restoring a session may wait for a network.
 * One a page. IO: the live store and session passed in, IndexedDB.
 */
import { readKeptOwner, writeKeptOwner } from './keptOwner.ts';
import type { KeptReading, KeptReadings } from './keptReadings.ts';
import type { Listener, LiveStore } from './liveStore.svelte.ts';
import type { QueryShape } from './queryShape.ts';
import type { Session } from './session.svelte.ts';

/** How long until a listener that could not begin, for lack of its code, is tried again. */
const beginAgainMs = 10_000;

export interface KeepOptions<Value> {
  /** Whether this value may be shown from the past; one that may not takes out what was kept before. */
  mayKeep?: (value: Value) => boolean;
}

interface Parts {
  live: Pick<LiveStore, 'listenDocument' | 'listenQuery' | 'confirmedAt'>;
  session: Pick<Session, 'user'>;
  openReadings: () => Promise<KeptReadings>;
  /** Called once it is worth while: somebody here has a ticket. */
  onOwned: () => Promise<void>;
}

export class KeptStore {
  readonly #parts: Parts;
  #opened: Promise<KeptReadings> | undefined;
  /** Whom this page has begun to keep for. */
  #begunUid: string | undefined;
  /** Said by the server before there was a ticket to keep it for. */
  readonly #early = new Map<string, unknown>();
  #shown = $state.raw<ReadonlyMap<symbol, Date>>(new Map());

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Who reads here; `undefined` for nobody, and where that is not known and nothing is kept. */
  get readerUid(): string | undefined {
    const { user } = this.#parts.session;
    return user === undefined ? readKeptOwner() || undefined : user?.uid;
  }

  /** How old the oldest of what is shown is; `undefined` before anything is. Only worth saying while nothing is live. */
  get asOf(): Date | undefined {
    const kept = [...this.#shown.values()].map((at) => at.getTime());
    return kept.length > 0 ? new Date(Math.min(...kept)) : this.#parts.live.confirmedAt;
  }

  listenDocument<Value>(
    path: string,
    listener: Listener<Value | undefined>,
    options: KeepOptions<Value> = {},
  ): () => void {
    return this.#listen<Value | undefined>(
      path,
      listener,
      (live) => this.#parts.live.listenDocument<Value>(path, live),
      (value) =>
        new Map([[path, value === undefined || options.mayKeep?.(value) === false ? undefined : value]]),
    );
  }

  /** `pathOf`: each document is kept on its own too, to be found by who asks for it alone. */
  listenQuery<Value>(
    shape: QueryShape,
    listener: Listener<Value[]>,
    pathOf: (value: Value) => string,
  ): () => void {
    const key = JSON.stringify(shape);
    return this.#listen<Value[]>(
      key,
      listener,
      (live) => this.#parts.live.listenQuery<Value>(shape, live),
      (values) =>
        new Map<string, unknown>([[key, values], ...values.map((value) => [pathOf(value), value] as const)]),
    );
  }

  /** What never changes: loaded once, then kept. `undefined` where it is neither here nor to be had. */
  async readOnce<Value>(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const uid = this.readerUid;
    const kept = await this.#read(uid, key);
    if (kept) return kept.value as Value;
    const value = await load();
    if (value !== undefined && uid !== undefined) await this.#keep(uid, new Map([[key, value]]));
    return value;
  }

  /** From now on what the server says is kept for this person, beginning with what it has said already. */
  async keepFor(uid: string): Promise<void> {
    const isTheirs = () => this.#parts.session.user?.uid === uid;
    if ((this.#begunUid === uid && readKeptOwner() === uid) || !isTheirs()) return;
    this.#begunUid = uid;
    await this.#attempt((readings) => readings.takeOver(uid));
    // Signed out meanwhile: it stays empty.
    if (!isTheirs() || !writeKeptOwner(uid)) return;
    await this.#keep(uid, new Map(this.#early));
    this.#early.clear();
    await this.#parts.onOwned();
  }

  #listen<Value>(
    key: string,
    { onValue, onFailure }: Listener<Value>,
    ask: (live: Listener<Value>) => () => void,
    readingsOf: (value: Value) => ReadonlyMap<string, unknown>,
  ): () => void {
    const mark = Symbol(key);
    const uid = this.readerUid;
    // Read here, so that an effect which listens begins anew once it is known.
    const isKnown = this.#parts.session.user !== undefined;
    let hasValue = false;
    let isStopped = false;
    let stopAsking: (() => void) | undefined;
    let beginningAgain: ReturnType<typeof setTimeout> | undefined;
    const looked = this.#read(uid, key).then((kept) => {
      if (!kept || isStopped || hasValue) return;
      hasValue = true;
      this.#mark(mark, kept.at);
      onValue(kept.value as Value, true);
    });
    const fail = async (failure: 'denied' | 'failed') => {
      if (failure === 'denied' && uid !== undefined) await this.#keep(uid, new Map([[key, undefined]]));
      await looked;
      if (isStopped) return;
      if (failure === 'failed' && hasValue) beginningAgain = setTimeout(begin, beginAgainMs);
      else onFailure(failure);
    };
    const begin = () => {
      stopAsking = ask({
        onValue: (value, cached) => {
          hasValue = true;
          if (!cached) {
            this.#mark(mark, undefined);
            if (uid !== undefined) void this.#keep(uid, readingsOf(value));
          }
          onValue(value, cached);
        },
        onFailure: (failure) => void fail(failure),
      });
    };
    if (isKnown) begin();
    return () => {
      isStopped = true;
      clearTimeout(beginningAgain);
      stopAsking?.();
      this.#mark(mark, undefined);
    };
  }

  #mark(mark: symbol, at: Date | undefined): void {
    const shown = new Map(this.#shown);
    if (at) shown.set(mark, at);
    else if (!shown.delete(mark)) return;
    this.#shown = shown;
  }

  async #read(uid: string | undefined, key: string): Promise<KeptReading | undefined> {
    if (uid === undefined || readKeptOwner() !== uid) return undefined;
    return this.#attempt((readings) => readings.read(uid, key));
  }

  async #keep(uid: string, values: ReadonlyMap<string, unknown>): Promise<void> {
    if (readKeptOwner() === uid) await this.#attempt((readings) => readings.write(uid, values, new Date()));
    else for (const [key, value] of values) this.#early.set(key, value);
  }

  async #attempt<Answer>(act: (readings: KeptReadings) => Promise<Answer>): Promise<Answer | undefined> {
    try {
      this.#opened ??= this.#parts.openReadings();
      return await act(await this.#opened);
    } catch {
      // IndexedDB is forbidden, full or was evicted, or its code could not be loaded: nothing is kept, all is read live,
      // and the next need opens it anew.
      this.#opened = undefined;
      return undefined;
    }
  }
}
