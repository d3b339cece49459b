/**
 * Firestore, as the features use it: reads that come with their update time, a listener, and one kind of write, a commit with
 * preconditions. No transactions: DESIGN's hot path is compare-and-set only. Timestamps become Dates here.
 * Every call has a deadline, and what follows its answer waits its turn (`turns.ts`); a commit whose answer was lost is told as `unknown`, never as refused.
 * IO: Firestore.
 */
import { Timestamp } from 'firebase-admin/firestore';
import type { DocumentSnapshot, Firestore, WhereFilterOp } from 'firebase-admin/firestore';
import { LRUCache } from 'lru-cache';
import { createBreaker, ServiceAway } from './breaker.ts';
import { unavailable } from './failures.ts';
import type { Log } from './log.ts';
import { createTurns } from './turns.ts';
import { withDeadline } from './withDeadline.ts';

export interface Snapshot<T> {
  path: string;
  data: T;
  /** Pass it as `unchangedSince` to write only if nobody else wrote since. */
  updateTime: Timestamp;
}

export type Write =
  | { kind: 'create'; path: string; data: object; remember?: true }
  | { kind: 'set'; path: string; data: object }
  /** `remember` only where `data` is the whole document. */
  | { kind: 'update'; path: string; data: object; unchangedSince?: Timestamp; remember?: true }
  | { kind: 'delete'; path: string; unchangedSince?: Timestamp };

/** `refused`: a precondition did not hold. `unknown`: the answer was lost; read again to learn what happened. */
export type CommitOutcome = 'committed' | 'refused' | 'unknown';

export interface QueryOptions {
  where?: [field: string, op: WhereFilterOp, value: unknown][];
  orderBy?: [field: string, direction: 'asc' | 'desc'][];
  limit?: number;
  /** Fields to fetch; all where absent. */
  select?: string[];
  /** Whether `collectionPath` is the name of collections anywhere, not the path of one. */
  everywhere?: boolean;
}

export interface Store {
  read<T>(path: string): Promise<Snapshot<T> | undefined>;
  /** In the order of `paths`, `undefined` where there is no document. One round trip. */
  readAll<T>(paths: readonly string[]): Promise<(Snapshot<T> | undefined)[]>;
  query<T>(collectionPath: string, options: QueryOptions): Promise<Snapshot<T>[]>;
  commit(writes: readonly Write[]): Promise<CommitOutcome>;
  /**
   * Calls `onChange` with what there is, and from then on with what became of it, until the answer is called; `onEnd` once
   * Firestore will say no more.
   */
  watch<T>(
    collectionPath: string,
    options: QueryOptions,
    onChange: (changed: readonly Snapshot<T>[]) => void,
    onEnd: (error: Error) => void,
  ): () => void;
  /**
   * The document as this instance wrote it with `remember`, if it did in the last minute. Others may have written
   * since: use it only in a commit that needs it *unchanged*, and never to refuse.
   */
  recall<T>(path: string): Snapshot<T> | undefined;
}

const grpc = {
  cancelled: 1,
  unknown: 2,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
};
const refusals = [grpc.notFound, grpc.alreadyExists, grpc.failedPrecondition, grpc.aborted];
/** Firestore did not take the call: it is away, or more than it can bear is asked of it. */
const away = [grpc.deadlineExceeded, grpc.resourceExhausted, grpc.unavailable];
/** After these a commit may or may not have happened. */
const lostAnswers = [grpc.cancelled, grpc.unknown, grpc.deadlineExceeded, grpc.internal, grpc.unavailable];

/** Why so many: docs/decisions/0006. */
const answersARound = 8;
const keptWrites = 10_000;
const keptWritesMs = 60_000;

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

function withDates(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate();
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDates(inner)]));
  return value;
}

function snapshotOf<T>(document: DocumentSnapshot): Snapshot<T> | undefined {
  const data = document.data();
  if (data === undefined || document.updateTime === undefined) return undefined;
  return { path: document.ref.path, data: withDates(data) as T, updateTime: document.updateTime };
}

const noAnswerInTime = (): Error =>
  Object.assign(new Error('Firestore did not answer in time'), { code: grpc.deadlineExceeded });

const isAway = (error: unknown): boolean => away.includes(codeOf(error) ?? -1);
const isNoAnswer = (error: unknown): boolean =>
  error instanceof ServiceAway || [...away, ...lostAnswers].includes(codeOf(error) ?? -1);

/** Whoever reads this may have changed something before: it must not say that nothing was changed. */
const noAnswer = 'Our database does not answer just now. Try again: nothing is done twice.';

/**
 * Calls fail as `unavailable` (503) when Firestore does not answer within `deadlineMs`. While it is away they fail at once:
 * the SDK goes on for ten minutes with each commit that it was given, and they must not pile up. Reads and commits are
 * judged apart: a Firestore that reads may take no commits. What is wrong with a call itself (a missing index, data
 * that cannot be written) is thrown as it is.
 */
export function createStore(db: Firestore, log: Pick<Log, 'serviceAwayChanged'>, deadlineMs: number): Store {
  const breakers = {
    reads: createBreaker('Firestore, reads', isAway, log.serviceAwayChanged),
    commits: createBreaker('Firestore, commits', isAway, log.serviceAwayChanged),
  };
  const takeTurn = createTurns({ aRound: answersARound });
  const ask = async <T>(kind: keyof typeof breakers, work: () => Promise<T>): Promise<T> => {
    const answer = await breakers[kind].call(() => withDeadline(work(), deadlineMs, noAnswerInTime));
    await takeTurn();
    return answer;
  };
  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await ask('reads', work);
    } catch (error) {
      throw isNoAnswer(error) ? unavailable(noAnswer, error) : error;
    }
  };
  const toQuery = (collectionPath: string, options: QueryOptions) => {
    let query: FirebaseFirestore.Query = options.everywhere
      ? db.collectionGroup(collectionPath)
      : db.collection(collectionPath);
    for (const [field, op, value] of options.where ?? []) query = query.where(field, op, value);
    for (const [field, direction] of options.orderBy ?? []) query = query.orderBy(field, direction);
    if (options.limit !== undefined) query = query.limit(options.limit);
    if (options.select !== undefined) query = query.select(...options.select);
    return query;
  };
  const written = new LRUCache<string, Snapshot<object>>({ max: keptWrites, ttl: keptWritesMs });
  return {
    recall: <T>(path: string) => written.get(path) as Snapshot<T> | undefined,
    read: async <T>(path: string) => snapshotOf<T>(await reading(() => db.doc(path).get())),
    readAll: async <T>(paths: readonly string[]) => {
      if (paths.length === 0) return [];
      const documents = await reading(() => db.getAll(...paths.map((path) => db.doc(path))));
      return documents.map((document) => snapshotOf<T>(document));
    },
    query: async <T>(collectionPath: string, options: QueryOptions) => {
      const { docs } = await reading(() => toQuery(collectionPath, options).get());
      return docs.flatMap((document) => snapshotOf<T>(document) ?? []);
    },
    watch: <T>(
      collectionPath: string,
      options: QueryOptions,
      onChange: (changed: readonly Snapshot<T>[]) => void,
      onEnd: (error: Error) => void,
    ) =>
      toQuery(collectionPath, options).onSnapshot((found) => {
        const changed = found.docChanges().filter(({ type }) => type !== 'removed');
        onChange(changed.flatMap(({ doc }) => snapshotOf<T>(doc) ?? []));
      }, onEnd),
    commit: async (writes) => {
      const batch = db.batch();
      for (const write of writes) {
        const ref = db.doc(write.path);
        if (write.kind === 'create') batch.create(ref, write.data);
        else if (write.kind === 'set') batch.set(ref, write.data);
        else if (write.kind === 'delete')
          batch.delete(ref, write.unchangedSince ? { lastUpdateTime: write.unchangedSince } : {});
        else if (write.unchangedSince)
          batch.update(ref, write.data, { lastUpdateTime: write.unchangedSince });
        else batch.update(ref, write.data);
      }
      try {
        const results = await ask('commits', () => batch.commit());
        for (const [i, write] of writes.entries()) {
          const updateTime = results[i]?.writeTime;
          if ('remember' in write && updateTime)
            written.set(write.path, { path: write.path, data: write.data, updateTime });
          else written.delete(write.path);
        }
        return 'committed';
      } catch (error) {
        for (const write of writes) written.delete(write.path);
        const code = codeOf(error);
        if (code !== undefined && refusals.includes(code)) return 'refused';
        if (code !== undefined && lostAnswers.includes(code)) return 'unknown';
        throw isNoAnswer(error) ? unavailable(noAnswer, error) : error;
      }
    },
  };
}
