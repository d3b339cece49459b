/**
 * Listening to Firestore from the browser. Loads the SDK on first need, turns Timestamps into Dates, and knows
 * whether what is shown is live: snapshots that came only from what was kept, and a probe of the server's own origin,
 * are the evidence (`Connection` decides). Every `listen…` answers the function that stops it; who calls it owns it.
 */
import type { QueryConstraint } from 'firebase/firestore';
import { Connection } from './connection.ts';
import type { ConnectionStatus } from './connection.ts';
import type { WebConfig } from './config.ts';
import type { QueryShape } from './queryShape.ts';
import { withDates } from './timestamps.ts';

type FirestoreSdk = typeof import('./firestoreSdk.ts');

const probeEveryMs = 2_000;
const countSilenceEveryMs = 500;
const probeTimeoutMs = 2_500;
/** How often connecting anew is tried while the server answers and the listeners do not. */
const reconnectEveryMs = 6_000;

/** Why a listener ended by itself: `denied` by the rules, or `failed`. It is over; listen again to go on. */
export type ListenFailure = 'denied' | 'failed';

export interface Listener<Value> {
  /** `cached`: not confirmed by the server. */
  onValue: (value: Value, cached: boolean) => void;
  onFailure: (failure: ListenFailure) => void;
}

interface SnapshotMeta {
  metadata: { fromCache: boolean };
}

export class LiveStore {
  readonly #config: WebConfig;
  #status = $state<ConnectionStatus>('connecting');
  #confirmedAt = $state.raw<Date>();
  #connection: Connection | undefined;
  #listenerCount = 0;
  readonly #keysOfPath = new Map<string, Set<symbol>>();
  #reconnect: (() => Promise<void>) | undefined;
  #reconnectedAtMs = -Infinity;
  #stopWatching: (() => void) | undefined;

  constructor(config: WebConfig) {
    this.#config = config;
  }

  /** Of all listeners together; only meaningful while something listens. */
  get status(): ConnectionStatus {
    return this.#status;
  }

  /** When it was last live, once it no longer is. */
  get confirmedAt(): Date | undefined {
    return this.#confirmedAt;
  }

  /** Loads the SDK, for whoever is about to listen. */
  prepare(): void {
    // Who listens is told that it could not be loaded.
    import('./firestoreSdk.ts').catch(() => undefined);
  }

  /** Listens to one document; `undefined` where there is none. Path: `events/e1/boards/a`. */
  listenDocument<Value>(path: string, listener: Listener<Value | undefined>): () => void {
    return this.#listen(path, listener.onFailure, (sdk, db, hear) =>
      sdk.onSnapshot(
        sdk.doc(db, path),
        { includeMetadataChanges: true },
        (snapshot) => {
          hear.meta(snapshot);
          // A miss that only the cache knows of is not an answer yet.
          if (!snapshot.exists() && snapshot.metadata.fromCache) return;
          listener.onValue(withDates(snapshot.data()) as Value | undefined, snapshot.metadata.fromCache);
        },
        hear.failure,
      ),
    );
  }

  /** Listens to a query; each value carries its document's id as the documents themselves do. */
  listenQuery<Value>(shape: QueryShape, listener: Listener<Value[]>): () => void {
    return this.#listen(shape.collection, listener.onFailure, (sdk, db, hear) => {
      const constraints: QueryConstraint[] = [
        ...(shape.where ?? []).map(([field, operator, value]) => sdk.where(field, operator, value)),
        ...(shape.orderBy ?? []).map(([field, direction]) => sdk.orderBy(field, direction)),
        ...(shape.limit === undefined ? [] : [sdk.limit(shape.limit)]),
      ];
      return sdk.onSnapshot(
        sdk.query(sdk.collection(db, shape.collection), ...constraints),
        { includeMetadataChanges: true },
        (snapshot) => {
          hear.meta(snapshot);
          if (snapshot.empty && snapshot.metadata.fromCache) return;
          const values = snapshot.docs.map((document) => withDates(document.data()) as Value);
          listener.onValue(values, snapshot.metadata.fromCache);
        },
        hear.failure,
      );
    });
  }

  /**
   * The server has had a newer document at this path since that instant than was heard of: its listeners are silent.
   * Five seconds after that instant it is said, and they connect anew; hearing of it settles the doubt.
   */
  doubt(path: string, sinceMs: number): void {
    for (const key of this.#keysOfPath.get(path) ?? []) this.#connection?.doubt(key, sinceMs);
    this.#refreshStatus();
    if (this.#status === 'reconnecting') this.#reconnectNow();
  }

  #listen(
    path: string,
    onFailure: (failure: ListenFailure) => void,
    subscribe: (
      sdk: FirestoreSdk,
      db: ReturnType<FirestoreSdk['openFirestore']>,
      hear: { meta: (snapshot: SnapshotMeta) => void; failure: (error: { code: string }) => void },
    ) => () => void,
  ): () => void {
    const key = Symbol();
    const connection = this.#beginListener(key, path);
    let unsubscribe: (() => void) | undefined;
    let isStopped = false;
    const stop = () => {
      if (isStopped) return;
      isStopped = true;
      unsubscribe?.();
      this.#endListener(key, path);
    };
    const fail = (failure: ListenFailure) => {
      if (isStopped) return;
      stop();
      onFailure(failure);
    };
    import('./firestoreSdk.ts').then(
      (sdk) => {
        if (isStopped) return;
        const db = sdk.openFirestore(this.#config);
        this.#reconnect = () => sdk.reconnect(db);
        unsubscribe = subscribe(sdk, db, {
          meta: (snapshot) => {
            connection.hear(key, !snapshot.metadata.fromCache, Date.now());
            this.#refreshStatus();
          },
          failure: (error) => fail(error.code === 'permission-denied' ? 'denied' : 'failed'),
        });
      },
      // The chunk could not be loaded: offline, or a deploy replaced it.
      () => fail('failed'),
    );
    return stop;
  }

  #beginListener(key: symbol, path: string): Connection {
    this.#listenerCount += 1;
    const keys = this.#keysOfPath.get(path) ?? new Set();
    this.#keysOfPath.set(path, keys.add(key));
    this.#connection ??= new Connection(Date.now());
    this.#connection.begin(key);
    if (this.#listenerCount === 1) this.#stopWatching = this.#watch(this.#connection);
    return this.#connection;
  }

  #endListener(key: symbol, path: string): void {
    this.#connection?.end(key);
    const keys = this.#keysOfPath.get(path);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOfPath.delete(path);
    this.#listenerCount -= 1;
    if (this.#listenerCount > 0) return;
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#connection = undefined;
    this.#status = 'connecting';
    this.#confirmedAt = undefined;
  }

  #refreshStatus(): void {
    if (!this.#connection) return;
    this.#status = this.#connection.status(Date.now());
    const { confirmedAtMs } = this.#connection;
    const isLost = this.#status === 'reconnecting' && confirmedAtMs !== undefined;
    if (!isLost) this.#confirmedAt = undefined;
    else if (this.#confirmedAt?.getTime() !== confirmedAtMs) this.#confirmedAt = new Date(confirmedAtMs);
  }

  /** The server answers, the listeners do not: the SDK is waiting out its pauses after an outage. */
  #reconnectNow(): void {
    if (Date.now() - this.#reconnectedAtMs < reconnectEveryMs) return;
    this.#reconnectedAtMs = Date.now();
    // It rejects only where the client was ended: then nothing listens any more.
    this.#reconnect?.().catch(() => undefined);
  }

  /** While anything listens: probes the server, counts silence, and heeds the browser's own online and offline. */
  #watch(connection: Connection): () => void {
    const ends = new AbortController();
    const probed = probeOf(this.#config);
    const probe = async () => {
      if (document.visibilityState === 'hidden') return;
      const sentAtMs = Date.now();
      const isReachable = await reach(probed);
      if (ends.signal.aborted) return;
      connection.probe(isReachable, sentAtMs);
      this.#refreshStatus();
      if (isReachable && this.#status === 'reconnecting') this.#reconnectNow();
    };
    const timers = [
      setInterval(() => void probe(), probeEveryMs),
      setInterval(() => this.#refreshStatus(), countSilenceEveryMs),
    ];
    const listen = { signal: ends.signal };
    addEventListener('offline', () => connection.probe(false, Date.now()), listen);
    addEventListener('online', () => void probe(), listen);
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') connection.wake(Date.now());
      },
      listen,
    );
    return () => {
      for (const timer of timers) clearInterval(timer);
      ends.abort();
    };
  }
}

interface Probe {
  url: string;
  method: 'GET' | 'HEAD';
}

/** The smallest thing that Firestore's own origin answers: its description's head, or an emulator's greeting. */
const probeOf = ({ emulators }: WebConfig): Probe =>
  emulators
    ? { url: `${emulators.firestore}/`, method: 'GET' }
    : { url: 'https://firestore.googleapis.com/$discovery/rest?version=v1', method: 'HEAD' };

/** Whether it answers at all. An opaque answer is enough, costs nothing and reads no document. */
async function reach({ url, method }: Probe): Promise<boolean> {
  try {
    await fetch(url, {
      method,
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(probeTimeoutMs),
    });
    return true;
  } catch {
    // Unreachable or too slow: that is the answer.
    return false;
  }
}
