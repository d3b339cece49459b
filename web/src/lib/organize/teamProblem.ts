/** What went wrong as somebody's role on a team was to be changed: in which words, and beside which field. No IO. */
import type { AnyPortalError } from '@fashionista/domain/errors';
import { teamSize } from '@fashionista/domain/team';
import { m } from '#lib/paraglide/messages.js';

/** Somebody new, somebody on it, or oneself, off it. */
export type TeamWishKind = 'add' | 'change' | 'leave';

export interface TeamProblem {
  /** `undefined`: about the whole. */
  field?: 'email' | 'reason';
  words: string;
}

/** Addresses are the same however their letters are written. */
const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** An address of somebody who is on it: to put them on it anew would change what they are, and nobody asked for that. */
export const isAlreadyOn = (email: string, addresses: readonly string[]): boolean =>
  addresses.some((one) => sameAddress(one, email.trim()));

export function describeTeamProblem(error: AnyPortalError, kind: TeamWishKind): TeamProblem {
  switch (error.code) {
    case 'invalid-argument': {
      const about = error.details?.fields.map(({ path }) => path) ?? [];
      if (about.includes('email')) return { field: 'email', words: m.team_unknown() };
      if (about.includes('reason')) return { field: 'reason', words: m.account_error_unseen() };
      return { words: about.includes('uid') ? m.team_suspended() : m.team_failed() };
    }
    case 'not-found':
    case 'permission-denied':
      // Of somebody on it, it is they who are off it by now, or whoever asks.
      return { words: kind === 'add' ? m.team_no_longer() : m.team_failed() };
    case 'limit-reached':
      return { words: m.team_limit({ limit: teamSize }) };
    case 'rate-limited':
      return { words: m.account_error_too_many() };
    case 'unavailable':
      return { words: m.members_unanswered() };
    default:
      return { words: m.team_failed() };
  }
}
