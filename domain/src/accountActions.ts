/**
 * The wire contract of the actions on accounts: one's own, and those of others, which are an admin's ([R…]). No IO.
 */
import * as v from 'valibot';
import { accountAddress, fields, reason, requestId, text } from './actionFields.ts';
import type { DeletionBlocker, DeletionGoes, DeletionStays } from './deletion.ts';
import { uidSchema } from './idSchemas.ts';
import type { Uid } from './ids.ts';
import { locales } from './locale.ts';
import type { Merge } from './merge.ts';
import { linkPurposes } from './notification.ts';
import { roles } from './session.ts';
import type { Role } from './session.ts';
import { nameLength } from './user.ts';

/** A path of the portal, never another site's address: `//evil.example` begins with a slash too. */
const ownPath = v.pipe(
  v.string('must be text'),
  v.maxLength(500, 'must have at most 500 characters'),
  v.regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'must be a path of the portal'),
);
/** Longer than any ID token. */
const tokenLength = 8_192;

export const accountActionSchemas = {
  /** `isOwnProof`: the address was proven where its account was signed in, not by signing in ([R11]). */
  'accounts/open': fields({
    locale: v.optional(v.picklist(locales)),
    isOwnProof: v.optional(v.boolean('must be true or false')),
    requestId,
  }),
  'accounts/sendLink': fields({
    email: accountAddress,
    purpose: v.picklist(linkPurposes, `must be one of ${linkPurposes.join(', ')}`),
    locale: v.picklist(locales, `must be one of ${locales.join(', ')}`),
    next: v.optional(ownPath),
    requestId,
  }),
  'accounts/changeName': fields({ name: text(nameLength), requestId }),
  'accounts/signOutEverywhere': fields({ requestId }),
  /** `guestToken`: the ID token of the guest, which says that it is the caller's to merge. */
  'accounts/merge': fields({ guestToken: text(tokenLength), requestId }),
  'accounts/export': fields({ requestId }),
  'accounts/describeDeletion': fields({ requestId }),
  /** `confirm`: that what `describeDeletion` says was read. */
  'accounts/delete': fields({ confirm: v.literal(true, 'must be true'), requestId }),
  'admin/setRole': fields({
    uid: uidSchema,
    role: v.nullable(v.picklist(roles, `must be null or one of ${roles.join(', ')}`)),
    reason,
    requestId,
  }),
  'admin/suspend': fields({
    uid: uidSchema,
    isSuspended: v.boolean('must be true or false'),
    reason,
    requestId,
  }),
} as const;

export interface AccountActionAnswers {
  'accounts/open': { uid: string };
  /** [L1] The same whoever has an account there, or has none. */
  'accounts/sendLink': { sentTo: string };
  /** [R13] As it is kept: without the blanks around it. */
  'accounts/changeName': { name: string };
  /** Whoever signs in from now on is let in; who signed in before is not. */
  'accounts/signOutEverywhere': { validAfter: string };
  /** [J6] So far; a repeat goes on where something was left, and tells what has been done since. */
  'accounts/merge': Pick<Merge, 'merged' | 'leftOut' | 'pendingOrders'>;
  /** `path`: of the file in Storage, which the caller alone reads. */
  'accounts/export': { exportId: string; path: string; expiresAt: string };
  'accounts/describeDeletion': { goes: DeletionGoes; stays: DeletionStays; blockers: DeletionBlocker[] };
  /** The caller is signed out everywhere, for good; what is left to remove is removed within minutes. */
  'accounts/delete': { uid: Uid };
  'admin/setRole': { uid: Uid; role: Role | null };
  'admin/suspend': { uid: Uid; isSuspended: boolean };
}
