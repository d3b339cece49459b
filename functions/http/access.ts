/**
 * Who may call each action that asks who calls: a table, and what is answered to everybody else. Whose the document is
 * that it is about is the action's own question. No IO.
 */
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Caller } from '../platform/identity.ts';
import type { CallersActionName } from './actions.ts';

/** `signed-in`: guests too. `member`: who can sign in again. `admin`: with a second factor, or not at all ([R4]). */
export type Access = 'signed-in' | 'member' | 'admin';

export const accessTo: { readonly [Name in CallersActionName]: Access } = {
  'accounts/open': 'signed-in',
  'accounts/changeName': 'member',
  'accounts/signOutEverywhere': 'member',
  'accounts/merge': 'member',
  'accounts/export': 'signed-in',
  'accounts/describeDeletion': 'signed-in',
  'accounts/delete': 'signed-in',
  'admin/setRole': 'admin',
  'admin/suspend': 'admin',
  'designers/create': 'member',
  'events/setTeamRole': 'member',
  'seats/hold': 'signed-in',
  'seats/release': 'signed-in',
  'seats/extend': 'signed-in',
  'orders/checkout': 'signed-in',
  'orders/cancel': 'signed-in',
  'orders/refresh': 'signed-in',
  'tickets/pdf': 'signed-in',
};

export function checkAccess(caller: Caller, access: Access): Result<void> {
  if (access === 'member' && caller.isGuest)
    return refuse('permission-denied', 'Make an account first.', { needs: 'account' });
  if (access === 'admin' && caller.role !== 'admin')
    return refuse('permission-denied', 'This is for admins.', { needs: 'role' });
  if (access === 'admin' && !caller.hasSecondFactor)
    return refuse('permission-denied', 'Sign in with your second factor.', { needs: 'second-factor' });
  return succeed(undefined);
}
