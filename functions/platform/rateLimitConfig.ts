/**
 * How often is too often, by kind of action: for an account, and for an address, behind which a family, a school or a whole
 * mobile network may be. `RATE_LIMITS` replaces any of them. No IO.
 */
import * as v from 'valibot';

/** What actions cost, more or less: those of a kind are counted together. */
export const limitKinds = [
  'seats',
  'viewing',
  'orders',
  'documents',
  'links',
  'accounts',
  'teams',
  'admin',
] as const;
export type LimitKind = (typeof limitKinds)[number];

/** So many requests in so many seconds. */
export interface Limit {
  requests: number;
  seconds: number;
}
export type RateLimitConfig = Record<LimitKind, { account: Limit; address: Limit }>;

/**
 * A person who chooses seats in a rush presses twice a second for a while, in two browsers perhaps; a script presses more. An
 * address has room for a hundred of them at once.
 */
export const defaultRateLimits: RateLimitConfig = {
  seats: { account: { requests: 600, seconds: 60 }, address: { requests: 12_000, seconds: 60 } },
  viewing: { account: { requests: 600, seconds: 60 }, address: { requests: 12_000, seconds: 60 } },
  orders: { account: { requests: 300, seconds: 60 }, address: { requests: 6_000, seconds: 60 } },
  documents: { account: { requests: 120, seconds: 60 }, address: { requests: 1_200, seconds: 60 } },
  links: { account: { requests: 20, seconds: 600 }, address: { requests: 100, seconds: 600 } },
  accounts: { account: { requests: 300, seconds: 60 }, address: { requests: 6_000, seconds: 60 } },
  // A whole door in one sitting; and no list of addresses is tried out.
  teams: { account: { requests: 120, seconds: 600 }, address: { requests: 600, seconds: 600 } },
  admin: { account: { requests: 600, seconds: 60 }, address: { requests: 6_000, seconds: 60 } },
};

const count = (name: string, max: number) =>
  v.pipe(
    v.number(`${name} must be a number`),
    v.integer(`${name} must be a whole number`),
    v.minValue(1, `${name} must be at least 1`),
    v.maxValue(max, `${name} must be at most ${max}`),
  );
const limit = v.strictObject({ requests: count('requests', 100_000_000), seconds: count('seconds', 86_400) });
const schema = v.strictObject(
  v.entriesFromList(
    limitKinds,
    v.optional(v.strictObject({ account: v.optional(limit), address: v.optional(limit) })),
  ),
);

/** `text`: JSON such as `{"seats": {"account": {"requests": 60, "seconds": 60}}}`; what it leaves out stays as it is. */
export function readRateLimits(
  text: string | undefined,
): { ok: true; limits: RateLimitConfig } | { ok: false; problems: string[] } {
  if (!text) return { ok: true, limits: defaultRateLimits };
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { ok: false, problems: ['RATE_LIMITS is not JSON.'] };
  }
  const parsed = v.safeParse(schema, given);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.issues.map((issue) => `RATE_LIMITS: ${v.getDotPath(issue) ?? ''} ${issue.message}.`),
    };
  const kinds = limitKinds.map((kind) => [kind, { ...defaultRateLimits[kind], ...parsed.output[kind] }]);
  return { ok: true, limits: Object.fromEntries(kinds) as RateLimitConfig };
}
