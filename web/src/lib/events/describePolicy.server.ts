/** What an event's policy says, in the reader's words: each rule with its name, in the order people ask. Said on the
 * server: the words of every policy that there might be are not for a browser to load. No IO. */
import type { EventPolicy } from '@fashionista/domain/eventPolicy';
import { m } from '#lib/paraglide/messages.js';

export interface PolicyLine {
  name: string;
  words: string;
}

/** Whole days are said as days. */
const said = (hours: number): string =>
  hours % 24 === 0 ? m.policy_days({ count: hours / 24 }) : m.policy_hours({ count: hours });

function refund({ refundUntilHours: hours }: EventPolicy): string {
  if (hours === null) return m.policy_refund_none();
  return hours === 0 ? m.policy_refund_doors() : m.policy_refund_until({ time: said(hours) });
}

function exchange({ exchangeUntilHours: hours }: EventPolicy): string {
  if (hours === null) return m.policy_exchange_none();
  return hours === 0 ? m.policy_exchange_doors() : m.policy_exchange_until({ time: said(hours) });
}

function age({ minimumAge, accompaniedUnderAge }: EventPolicy): string {
  const isAccompanied = accompaniedUnderAge > minimumAge;
  if (minimumAge > 0 && isAccompanied)
    return m.policy_age_both({ age: minimumAge, accompanied: accompaniedUnderAge });
  if (minimumAge > 0) return m.policy_age_minimum({ age: minimumAge });
  return isAccompanied ? m.policy_age_accompanied({ age: accompaniedUnderAge }) : m.policy_age_all();
}

const bags = {
  any: m.policy_bags_any,
  small: m.policy_bags_small,
  none: m.policy_bags_none,
} satisfies Record<EventPolicy['bags'], () => string>;
const photography = {
  allowed: m.policy_photography_allowed,
  'no-flash': m.policy_photography_no_flash,
  forbidden: m.policy_photography_forbidden,
} satisfies Record<EventPolicy['photography'], () => string>;
const late = {
  'any-time': m.policy_late_any_time,
  'between-shows': m.policy_late_between_shows,
  none: m.policy_late_none,
} satisfies Record<EventPolicy['lateEntry'], () => string>;

export const describePolicy = (policy: EventPolicy): PolicyLine[] => [
  { name: m.policy_refund(), words: refund(policy) },
  { name: m.policy_exchange(), words: exchange(policy) },
  { name: m.policy_age(), words: age(policy) },
  { name: m.policy_late(), words: late[policy.lateEntry]() },
  { name: m.policy_bags(), words: bags[policy.bags]() },
  { name: m.policy_photography(), words: photography[policy.photography]() },
];
