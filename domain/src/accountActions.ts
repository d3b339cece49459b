/**
 * The wire contract of the actions on accounts: one's own, and those of others, which are an admin's ([R…]). No IO.
 */
import * as v from 'valibot';
import { fields, requestId, text } from './actionFields.ts';
import { uidSchema } from './ids.ts';
import type { Uid } from './ids.ts';
import { locales } from './locale.ts';
import { roles } from './session.ts';
import type { Role } from './session.ts';

/** Why somebody does what not everybody may, in their words: it stands in the audit for ever. */
const reason = text(500);

export const accountActionSchemas = {
  'accounts/open': fields({ locale: v.optional(v.picklist(locales)), requestId }),
  'accounts/signOutEverywhere': fields({ requestId }),
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
  /** Whoever signs in from now on is let in; who signed in before is not. */
  'accounts/signOutEverywhere': { validAfter: string };
  'admin/setRole': { uid: Uid; role: Role | null };
  'admin/suspend': { uid: Uid; isSuspended: boolean };
}
