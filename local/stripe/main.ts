/**
 * Runs the Stripe double as a part of the local cloud, with its settings from the environment (README.md lists them).
 * IO: environment; the double's socket, files and webhooks.
 */
import { announceReady, readPort, stopWhenAsked } from '../part.ts';
import { startStripeDouble } from './stripeDouble.ts';

const { env } = process;

const double = await startStripeDouble({
  port: readPort(),
  ...(env['STRIPE_WEBHOOK_URL'] && { webhookUrl: env['STRIPE_WEBHOOK_URL'] }),
  ...(env['STRIPE_WEBHOOK_SECRET'] && { webhookSecret: env['STRIPE_WEBHOOK_SECRET'] }),
  ...(env['STATE_DIR'] && { stateFolder: env['STATE_DIR'] }),
});
stopWhenAsked(double.close);
announceReady('stripe', double.origin);
