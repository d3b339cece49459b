/** Every endpoint of Stripe's API that the double has. No IO. */
import type { ApiRoute } from './api-route.ts';
import { EVENT_ROUTES } from './events-api.ts';
import { MONEY_ROUTES } from './money-api.ts';
import { PAYMENT_INTENT_ROUTES } from './payment-intents-api.ts';

export const API_ROUTES: readonly ApiRoute[] = [...PAYMENT_INTENT_ROUTES, ...MONEY_ROUTES, ...EVENT_ROUTES];
