/**
 * How often somebody may do something, counted for all instances together ([Q1]–[Q4]). An instance does not ask Firestore at
 * each request: it takes points from the shared count in leases, a tenth of the limit at a time, and the first lease of a
 * span is free. So who asks seldom costs nothing, and who asks often a write every few requests. Where Firestore
 * does not answer, each instance counts for itself.
 * IO: Firestore.
 */
import { LRUCache } from 'lru-cache';
import flexible from 'rate-limiter-flexible';
import type { RateLimiterRes as LimiterAnswer } from 'rate-limiter-flexible';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import { paths } from '@fashionista/domain/paths';
import type { Limit } from './rateLimitConfig.ts';
import type { Store } from './store.ts';
import { untilDone } from './untilDone.ts';

export interface Limiter {
  /** `undefined`: go on. Otherwise: not before so many seconds, at least one. */
  take(key: string): Promise<number | undefined>;
}

// A CommonJS module: Node finds no names in it.
const { RateLimiterMemory, RateLimiterRes } = flexible;

/** A Firestore document `limits/{key}`: what instances have leased in this span. */
interface LimitRecord {
  leased: number;
  /** The end of the span. From then on the count begins anew, and Firestore may remove it. */
  expiresAt: Date;
}

interface Parts {
  store: Pick<Store, 'read' | 'commit'>;
  clock: () => Date;
}

/** The library's own stores are databases that we do not have; what a store must have is in its RateLimiterStoreAbstract. */
class SharedCount extends RateLimiterStoreAbstract {
  readonly #parts: Parts;

  constructor(name: string, { requests, seconds }: Limit, parts: Parts) {
    super({
      storeClient: parts.store,
      keyPrefix: name,
      points: requests,
      duration: seconds,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points: requests, duration: seconds }),
    });
    this.#parts = parts;
  }

  _upsert(key: string, points: number, spanMs: number): Promise<LimitRecord> {
    const { store, clock } = this.#parts;
    const path = paths.limit(key.replaceAll(':', '_'));
    return untilDone(async () => {
      const now = clock();
      const read = await store.read<LimitRecord>(path);
      const goesOn = read !== undefined && read.data.expiresAt > now;
      const data: LimitRecord = goesOn
        ? { ...read.data, leased: read.data.leased + points }
        : { leased: points, expiresAt: new Date(now.getTime() + spanMs) };
      const outcome = await store.commit([
        read
          ? { kind: 'update', path, data, unchangedSince: read.updateTime }
          : { kind: 'create', path, data },
      ]);
      return outcome === 'committed' ? data : outcome;
    });
  }

  _getRateLimiterRes(_key: string, points: number, { leased, expiresAt }: LimitRecord): LimiterAnswer {
    const msBeforeNext = Math.max(0, expiresAt.getTime() - this.#parts.clock().getTime());
    return new RateLimiterRes(Math.max(0, this.points - leased), msBeforeNext, leased, leased === points);
  }
}

interface Allowance {
  left: number;
  endsMs: number;
  /** Until when the shared count has said no. */
  refusedUntilMs: number;
  leasing: Promise<void> | undefined;
}

const keptKeys = 50_000;
/** [Q2] */
const leasesALimit = 10;

export function createLimiter(name: string, limit: Limit, parts: Parts): Limiter {
  const shared = new SharedCount(name, limit, parts);
  const lease = Math.max(1, Math.ceil(limit.requests / leasesALimit));
  const allowances = new LRUCache<string, Allowance>({ max: keptKeys });
  const nowMs = () => parts.clock().getTime();

  function allowanceOf(key: string): Allowance {
    const known = allowances.get(key);
    if (known && known.endsMs > nowMs()) return known;
    const endsMs = nowMs() + limit.seconds * 1000;
    const fresh: Allowance = { left: lease, endsMs, refusedUntilMs: 0, leasing: undefined };
    allowances.set(key, fresh);
    return fresh;
  }

  async function leaseMore(key: string, allowance: Allowance): Promise<void> {
    try {
      await shared.consume(key, lease);
      allowance.left += lease;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      allowance.refusedUntilMs = nowMs() + error.msBeforeNext;
      allowance.endsMs = Math.max(allowance.endsMs, allowance.refusedUntilMs);
    }
  }

  return {
    take: async (key) => {
      const allowance = allowanceOf(key);
      // Many at once wait for one lease, and for another where that was not enough for them.
      while (allowance.left === 0 && allowance.refusedUntilMs <= nowMs()) {
        allowance.leasing ??= leaseMore(key, allowance).finally(() => (allowance.leasing = undefined));
        await allowance.leasing;
      }
      if (allowance.left > 0) {
        allowance.left -= 1;
        return undefined;
      }
      return Math.max(1, Math.ceil((allowance.refusedUntilMs - nowMs()) / 1000));
    },
  };
}
