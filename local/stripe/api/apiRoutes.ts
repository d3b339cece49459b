/** Every endpoint of Stripe's API that the double has. No IO. */
import type { ApiRoute } from './apiRoute.ts';
import { EVENT_ROUTES } from './eventsApi.ts';
import { MONEY_ROUTES } from './moneyApi.ts';
import { PAYMENT_INTENT_ROUTES } from './paymentIntentsApi.ts';

export const API_ROUTES: readonly ApiRoute[] = [...PAYMENT_INTENT_ROUTES, ...MONEY_ROUTES, ...EVENT_ROUTES];
