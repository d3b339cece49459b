/**
 * On one machine everybody has the same address: what an address may do is not limited here, so that a crowd can be played.
 * Accounts are, as in production. `RATE_LIMITS` replaces all of it. No IO.
 */
const kinds = ['seats', 'viewing', 'orders', 'documents', 'links', 'accounts', 'admin'];
const unlimited = { requests: 100_000_000, seconds: 60 };

/** The value of `RATE_LIMITS`. */
export const localRateLimits = JSON.stringify(
  Object.fromEntries(kinds.map((kind) => [kind, { address: unlimited }])),
);
