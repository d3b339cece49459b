/** Every action of `POST /api/<feature>/<action>`, and what serves it. A name without a handler does not compile. */
import type { ActionAnswer, ActionName, ActionRequest } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId } from '@fashionista/domain/ids';
import { openAccount } from '../accounts/openAccount.ts';
import { cancelOrder, refreshOrder } from '../orders/changeOwnOrder.ts';
import { checkout } from '../orders/checkout.ts';
import type { Caller } from '../platform/identity.ts';
import { extendHold, releasePlaces } from '../seats/changeOwnHold.ts';
import { holdPlaces } from '../seats/holdPlaces.ts';
import type { Services } from '../services.ts';
import { answerTicketsPdf } from '../tickets/answerTicketsPdf.ts';

type Handler<Name extends ActionName> = (
  services: Services,
  caller: Caller,
  request: ActionRequest<Name> & { requestId: RequestId },
) => Promise<Result<ActionAnswer<Name>>>;

export const actionHandlers: { readonly [Name in ActionName]: Handler<Name> } = {
  'accounts/open': openAccount,
  'seats/hold': holdPlaces,
  'seats/release': releasePlaces,
  'seats/extend': extendHold,
  'orders/checkout': checkout,
  'orders/cancel': cancelOrder,
  'orders/refresh': refreshOrder,
  'tickets/pdf': answerTicketsPdf,
};

export const isActionName = (name: string): name is ActionName => Object.hasOwn(actionHandlers, name);
