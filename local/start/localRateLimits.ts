/**
 * On one machine everybody has the same address: what an address may do is not limited here, so that a crowd can be played.
 * Accounts are, as in production. `RATE_LIMITS` replaces all of it. No IO.
 */
import { limitKinds } from '../../functions/platform/rateLimitConfig.ts';

const unlimited = { requests: 100_000_000, seconds: 60 };

/** The value of `RATE_LIMITS` where whoever is named is not limited. */
export const withoutLimits = (...whose: readonly ('account' | 'address')[]): string =>
  JSON.stringify(
    Object.fromEntries(
      limitKinds.map((kind) => [kind, Object.fromEntries(whose.map((by) => [by, unlimited]))]),
    ),
  );
