/**
 * Runs the Stripe double as a part of the local cloud: settings from the environment, one line of JSON when it is ready, an
 * orderly end on a signal or with stdin. README.md lists the settings.
 * IO: environment, stdout, signals.
 */
import { startStripeDouble } from './stripe-double.ts';

const { env } = process;

const double = await startStripeDouble({
  port: Number(env['PORT'] ?? 0),
  ...(env['STRIPE_WEBHOOK_URL'] && { webhookUrl: env['STRIPE_WEBHOOK_URL'] }),
  ...(env['STRIPE_WEBHOOK_SECRET'] && { webhookSecret: env['STRIPE_WEBHOOK_SECRET'] }),
  ...(env['STATE_DIR'] && { stateFolder: env['STATE_DIR'] }),
});

let isEnding = false;

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await double.close();
  process.exit(0);
}

process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
if (env['EXIT_WITH_STDIN'] === '1') {
  process.stdin.resume();
  process.stdin.once('end', () => void end());
  process.stdin.once('error', () => void end());
}

process.stdout.write(`${JSON.stringify({ part: 'stripe', origin: double.origin })}\n`);
