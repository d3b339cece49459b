/** Every action of `POST /api/<feature>/<action>`, and what serves it. A name without a handler does not compile. */
import type { ActionAnswer, ActionName, ActionRequest } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId } from '@fashionista/domain/ids';
import type { OpenActionName } from '@fashionista/domain/openActions';
import { changeName } from '../accounts/changeName.ts';
import { deleteAccount } from '../accounts/deletion/deleteAccount.ts';
import { describeDeletion } from '../accounts/deletion/describeDeletion.ts';
import { exportData } from '../accounts/exports/exportData.ts';
import { mergeGuest } from '../accounts/merge/mergeGuest.ts';
import { openAccount } from '../accounts/openAccount.ts';
import { sendLink } from '../accounts/sendLink.ts';
import { signOutEverywhere } from '../accounts/signOutEverywhere.ts';
import { setRole, suspend } from '../admin/changeAccount.ts';
import { createProfile } from '../designers/createProfile.ts';
import { setTeamRole } from '../events/setTeamRole.ts';
import { cancelOrder, refreshOrder } from '../orders/changeOwnOrder.ts';
import { checkout } from '../orders/checkout.ts';
import type { Caller } from '../platform/identity.ts';
import { extendHold, releasePlaces } from '../seats/changeOwnHold.ts';
import { holdPlaces } from '../seats/holdPlaces.ts';
import { viewHall } from '../seats/viewers.ts';
import type { Services } from '../services.ts';
import { answerTicketsPdf } from '../tickets/answerTicketsPdf.ts';

type Handler<Name extends ActionName> = (
  services: Services,
  caller: Caller,
  request: ActionRequest<Name> & { requestId: RequestId },
) => Promise<Result<ActionAnswer<Name>>>;

/** For those that nobody has to sign in for: they are not told who asks. */
type OpenHandler<Name extends OpenActionName> = (
  services: Services,
  request: ActionRequest<Name>,
) => Promise<Result<ActionAnswer<Name>>>;

export type CallersActionName = Exclude<ActionName, OpenActionName>;

export const actionHandlers: { readonly [Name in CallersActionName]: Handler<Name> } = {
  'accounts/open': openAccount,
  'accounts/changeName': changeName,
  'accounts/signOutEverywhere': signOutEverywhere,
  'accounts/merge': mergeGuest,
  'accounts/export': exportData,
  'accounts/describeDeletion': describeDeletion,
  'accounts/delete': deleteAccount,
  'admin/setRole': setRole,
  'admin/suspend': suspend,
  'designers/create': createProfile,
  'events/setTeamRole': setTeamRole,
  'seats/hold': holdPlaces,
  'seats/release': releasePlaces,
  'seats/extend': extendHold,
  'orders/checkout': checkout,
  'orders/cancel': cancelOrder,
  'orders/refresh': refreshOrder,
  'tickets/pdf': answerTicketsPdf,
};

export const openActionHandlers: { readonly [Name in OpenActionName]: OpenHandler<Name> } = {
  'accounts/sendLink': sendLink,
  'seats/view': viewHall,
};

export const isCallersActionName = (name: string): name is CallersActionName =>
  Object.hasOwn(actionHandlers, name);
