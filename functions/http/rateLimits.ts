/** Which actions are counted together, and what is answered to who asks too often ([Q1]). IO: as the limiter. */
import type { ActionName } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Uid } from '@fashionista/domain/ids';
import { createLimiter } from '../platform/limiter.ts';
import type { Limiter } from '../platform/limiter.ts';
import type { LimitKind, RateLimitConfig } from '../platform/rateLimitConfig.ts';
import type { Services } from '../services.ts';

/** An action without a kind does not compile. */
const kindOf: { readonly [Name in ActionName]: LimitKind } = {
  'accounts/open': 'accounts',
  'accounts/sendLink': 'links',
  'accounts/changeName': 'accounts',
  'accounts/signOutEverywhere': 'accounts',
  'accounts/merge': 'accounts',
  'accounts/export': 'documents',
  'accounts/describeDeletion': 'accounts',
  'accounts/delete': 'accounts',
  'admin/setRole': 'admin',
  'admin/suspend': 'admin',
  'designers/create': 'accounts',
  'events/setTeamRole': 'teams',
  'seats/hold': 'seats',
  'seats/release': 'seats',
  'seats/extend': 'seats',
  'seats/view': 'viewing',
  'orders/checkout': 'orders',
  'orders/cancel': 'orders',
  'orders/refresh': 'orders',
  'tickets/pdf': 'documents',
};

export interface RateLimits {
  /** Before anybody is known: whoever asks from there counts, with a token or without. */
  checkAddress(action: ActionName, address: string): Promise<Result<void>>;
  checkAccount(action: ActionName, uid: Uid): Promise<Result<void>>;
}

export function createRateLimits(
  limits: RateLimitConfig,
  parts: Pick<Services, 'store' | 'clock'>,
): RateLimits {
  // Made when it is first asked: each remembers thousands of names, and most instances meet few kinds.
  const limiters = new Map<string, Limiter>();
  const limiterOf = (kind: LimitKind, by: 'account' | 'address'): Limiter => {
    const name = `${kind}-${by}`;
    const known = limiters.get(name) ?? createLimiter(name, limits[kind][by], parts);
    limiters.set(name, known);
    return known;
  };
  const check = async (action: ActionName, by: 'account' | 'address', key: string): Promise<Result<void>> => {
    const retryAfterSeconds = await limiterOf(kindOf[action], by).take(key);
    if (retryAfterSeconds === undefined) return succeed(undefined);
    return refuse('rate-limited', `Too many requests. Try again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
  };
  return {
    checkAddress: (action, address) => check(action, 'address', address),
    checkAccount: (action, uid) => check(action, 'account', uid),
  };
}
