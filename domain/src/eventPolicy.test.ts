import { describe, expect, it } from 'vitest';
import { policyOf } from './eventPolicy.ts';

describe('[E3] an event’s policy', () => {
  it('is the usual one where its organizer decided nothing', () => {
    const policy = policyOf({});
    expect(policy.refundUntilHours).toBeNull();
    expect(policy.minimumAge).toBe(0);
  });

  it('is its organizer’s in what was decided, `null` and 0 too, and the usual in all else', () => {
    const decided = { refundUntilHours: 48, accompaniedUnderAge: 0 };
    expect(policyOf({ policy: decided })).toEqual({ ...policyOf({}), ...decided });
    expect(policyOf({ policy: { refundUntilHours: null } }).refundUntilHours).toBeNull();
  });
});
