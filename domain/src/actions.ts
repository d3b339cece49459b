/**
 * The wire contract of `POST /api/<feature>/<action>`: what each action takes (a schema) and answers (a type). Shared
 * by the functions that serve it and the typed client in web. Time is ISO 8601 UTC, money an integer in minor units
 * beside an ISO 4217 code. No IO.
 */
import * as v from 'valibot';
import { accountActionSchemas } from './accountActions.ts';
import type { AccountActionAnswers } from './accountActions.ts';
import { emailAddress, fields, requestId, text } from './actionFields.ts';
import { refuse, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import {
  eventIdSchema,
  holdIdSchema,
  orderIdSchema,
  placeIdSchema,
  sectionIdSchema,
  ticketTypeIdSchema,
  viewerIdSchema,
} from './idSchemas.ts';
import type { HoldId, OrderId, PlaceId, TicketTypeId } from './ids.ts';
import { locales } from './locale.ts';
import { roleActionSchemas } from './roleActions.ts';
import type { RoleActionAnswers } from './roleActions.ts';
import type { OtherViewers } from './viewers.ts';

/** A call lists at most this many places. Past [H5] the answer is `limit-reached`; past this nobody can have meant it. */
const placesPerCall = 200;
/** As many wrong fields are told at once. */
const fieldsTold = 20;

/** Its length is checked before its items are: a long list costs nothing. */
const placeList = v.pipe(
  v.array(v.unknown(), 'must be a list of place ids'),
  v.minLength(1, 'must name at least one place'),
  v.maxLength(placesPerCall, `must name at most ${placesPerCall} places`),
  v.array(placeIdSchema),
  v.checkItems((item, i, all) => all.indexOf(item) === i, 'is named twice'),
);

const holdChosen = fields({ eventId: eventIdSchema, places: placeList, requestId });
const holdBest = fields({
  eventId: eventIdSchema,
  quantity: v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(1_000_000, 'must be at most 1000000'),
  ),
  sectionIds: v.optional(
    v.pipe(v.array(sectionIdSchema), v.minLength(1, 'must name at least one section'), v.maxLength(100)),
  ),
  ticketTypeId: v.optional(ticketTypeIdSchema),
  together: v.optional(v.boolean('must be true or false')),
  accessible: v.optional(v.boolean('must be true or false')),
  frontRow: v.optional(v.boolean('must be true or false')),
  clearView: v.optional(v.boolean('must be true or false')),
  requestId,
});

export const contactSchema = fields({
  name: text(120),
  email: emailAddress,
  phone: v.optional(
    v.pipe(
      v.string('must be text'),
      v.trim(),
      v.regex(/^\+?[0-9 ().-]{6,24}$/, 'must be a telephone number'),
    ),
  ),
});

export const actionSchemas = {
  ...accountActionSchemas,
  ...roleActionSchemas,
  'seats/hold': v.lazy((input) =>
    typeof input === 'object' && input !== null && 'quantity' in input ? holdBest : holdChosen,
  ),
  'seats/release': fields({ holdId: holdIdSchema, places: v.optional(placeList), requestId }),
  'seats/extend': fields({ holdId: holdIdSchema, requestId }),
  'seats/view': fields({
    eventId: eventIdSchema,
    sectionId: v.optional(sectionIdSchema),
    viewerId: viewerIdSchema,
    requestId,
  }),
  'orders/checkout': fields({
    holdId: holdIdSchema,
    contact: contactSchema,
    locale: v.picklist(locales, `must be one of ${locales.join(', ')}`),
    requestId,
  }),
  'orders/cancel': fields({ orderId: orderIdSchema, requestId }),
  'orders/refresh': fields({ orderId: orderIdSchema, requestId }),
  'tickets/pdf': fields({
    orderId: orderIdSchema,
    locale: v.picklist(locales, `must be one of ${locales.join(', ')}`),
    requestId,
  }),
} as const;

export type ActionName = keyof typeof actionSchemas;
export type ActionRequest<Name extends ActionName> = v.InferOutput<(typeof actionSchemas)[Name]>;

export type Contact = v.InferOutput<typeof contactSchema>;

/** One held place and its price. */
export interface HeldPlaceAnswer {
  placeId: PlaceId;
  ticketTypeId: TicketTypeId;
  priceMinor: number;
}
export interface HoldAnswer {
  holdId: HoldId;
  /** All that the hold has now, not only what this call added. Empty once all is released. */
  places: HeldPlaceAnswer[];
  currency: string;
  /** `null` once nothing is held any more. */
  expiresAt: string | null;
  /** How often `extend` may still be called. */
  extensionsLeft: number;
  serverTime: string;
}
export interface ViewAnswer {
  others: OtherViewers;
  /** When to say again that this viewer is there: silence counts as having left ([V2]). */
  nextInSeconds: number;
  serverTime: string;
}
export interface OrderLineAnswer extends HeldPlaceAnswer {
  ticketTypeName: string;
}
export interface CheckoutAnswer {
  orderId: OrderId;
  lines: OrderLineAnswer[];
  amountMinor: number;
  currency: string;
  clientSecret: string;
  /** `null` where a double of Stripe stands in: the local payment form is shown. */
  publishableKey: string | null;
  payBy: string;
  serverTime: string;
}
export interface OrderAnswer {
  orderId: OrderId;
  status: string;
}
export interface TicketsPdfAnswer {
  fileName: string;
  /** The document, in base64. */
  pdf: string;
}
export interface ActionAnswers extends AccountActionAnswers, RoleActionAnswers {
  'seats/hold': HoldAnswer;
  'seats/release': HoldAnswer;
  'seats/extend': HoldAnswer;
  'seats/view': ViewAnswer;
  'orders/checkout': CheckoutAnswer;
  'orders/cancel': OrderAnswer;
  'orders/refresh': OrderAnswer;
  'tickets/pdf': TicketsPdfAnswer;
}
export type ActionAnswer<Name extends ActionName> = ActionAnswers[Name];

/** Parses a request body; what is wrong is told field by field. */
export function parseAction<Name extends ActionName>(name: Name, body: unknown): Result<ActionRequest<Name>> {
  const parsed = v.safeParse(actionSchemas[name], body);
  if (parsed.success) return succeed(parsed.output as ActionRequest<Name>);
  const told = parsed.issues
    .slice(0, fieldsTold)
    .map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }));
  const first = told[0];
  return refuse('invalid-argument', first ? `${first.path || 'body'} ${first.message}` : 'invalid request', {
    fields: told,
  });
}
